// People: guests with a name, and accounts with an e-mail and a password to come back with. Knows
// no session and no team.
import type { Database } from 'better-sqlite3';
import { pickColour } from '../../shared/colours.ts';
import { createId, isId } from '../../shared/ids.ts';
import { AppError } from '../http/errors.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { Passwords } from './passwords.ts';
import { hashSecret } from './secret-hash.ts';
import { createThrottle } from './throttle.ts';

/** A person as everyone but the password check may know them. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly colour: string;
  readonly language: string;
  readonly isAdministrator: 0 | 1;
  readonly createdAt: number;
}

/** What a new account is made of. */
interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language?: string;
  readonly isAdministrator?: boolean;
}

/** A new guest. `takenColours`: of the team, whose members are told apart by them first. */
interface NewGuest {
  readonly name: string;
  readonly language: string;
  readonly takenColours?: readonly string[];
}

/** The people of this server. */
export interface People {
  get(id: string): PersonRow | null;
  getByEmail(email: string): PersonRow | null;
  createGuest(guest: NewGuest): PersonRow;
  /** Throws `409 email_taken`. */
  createAccount(account: NewAccount): Promise<PersonRow>;
  /** Hashes the password now; the returned function writes the account, in the caller's transaction. */
  prepareAccount(account: NewAccount): Promise<() => PersonRow>;
  /** Changes name or language; documents opened from then on show it to others. */
  update(id: string, change: { name?: string; language?: string }): PersonRow;
  /**
   * Makes a guest an account, or changes how an account signs in, and ends every link for a new
   * password. Throws `409 email_taken`, and `429 too_many_attempts` for one e-mail after the other.
   */
  setCredentials(id: string, change: { email?: string; password: string }): Promise<PersonRow>;
  /** Like `prepareAccount`, for `setCredentials`. */
  prepareCredentials(
    id: string,
    change: { email?: string; password: string },
  ): Promise<() => PersonRow>;
  /**
   * The person this e-mail and password belong to, or `null`. Known and unknown e-mails cost the
   * same (AC5). Throws `429 too_many_attempts` per account; a browser in which the account has
   * signed in before (`browserToken`) has attempts of its own, so that strangers who know an e-mail
   * cannot lock its owner out.
   */
  verifyPassword(email: string, password: string, browserToken?: string): Promise<PersonRow | null>;
  /** Names by id; unknown ids are left out, erased people have an empty name. */
  names(ids: Iterable<string>): Map<string, string>;
}

/** Wrong passwords per account at once, then one more every half minute. */
const SIGN_IN_ATTEMPTS = { burst: 10, refillMs: 30_000 };

/**
 * Other e-mails one person may try to take at once, then one more every five minutes: each answer
 * says whether somebody has an account, and nobody needs more of them (AC5).
 */
const EMAIL_CHANGES = { burst: 5, refillMs: 5 * 60_000 };

/**
 * Characters that show nothing, with which a name could imitate another on a wall: controls, line
 * separators, directions, fillers. Joiners and variation selectors stay: Persian, Hindi and emoji
 * are written with them.
 */
const UNSEEN =
  /[\p{Cc}\u2028\u2029\u2800]|(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}/u;

/** At least one of these makes a name that can be pointed at. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name as it is kept; throws `422 invalid_name` for one that cannot be shown. */
export function requireName(typed: string): string {
  const name = typed.normalize('NFC').trim();
  if (!SEEN.test(name) || UNSEEN.test(name)) {
    throw new AppError(422, 'invalid_name', 'A name is made of visible characters.');
  }
  return name;
}

const COLUMNS = 'id, name, email, colour, language, isAdministrator, createdAt';

/** Opens the people kept in `db`. */
export function openPeople({
  db,
  now,
  passwords,
  knownBrowsers,
}: {
  db: Database;
  now: () => number;
  passwords: Passwords;
  knownBrowsers: KnownBrowsers;
}): People {
  const selectById = db.prepare<[string], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE id = ?`);
  const selectByEmail = db.prepare<[string], PersonRow>(
    `SELECT ${COLUMNS} FROM person WHERE email = ?`,
  );
  const selectHash = db.prepare<[string], { id: string; passwordHash: string | null }>(
    'SELECT id, passwordHash FROM person WHERE email = ? AND erasedAt IS NULL',
  );
  const selectNames = db.prepare<[string], { id: string; name: string }>(
    `SELECT id, iif(erasedAt IS NULL, name, '') AS name FROM person
     WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const selectColours = db
    .prepare<[], string>('SELECT colour FROM person ORDER BY createdAt DESC LIMIT 12')
    .pluck();
  const insert = db.prepare<PersonRow & { passwordHash: string | null }>(
    `INSERT INTO person (${COLUMNS}, passwordHash)
     VALUES (:id, :name, :email, :colour, :language, :isAdministrator, :createdAt, :passwordHash)`,
  );
  const updateProfile = db.prepare<{ id: string; name: string | null; language: string | null }>(
    `UPDATE person SET name = coalesce(:name, name), language = coalesce(:language, language)
     WHERE id = :id`,
  );
  const updateCredentials = db.prepare<{ id: string; email: string | null; passwordHash: string }>(
    `UPDATE person SET email = coalesce(:email, email), passwordHash = :passwordHash
     WHERE id = :id`,
  );
  const endResetLinks = db.prepare<[string]>(
    `DELETE FROM one_time_link WHERE purpose = 'reset-password' AND personId = ? AND usedAt IS NULL`,
  );
  const writeCredentials = db.transaction(
    (change: { id: string; email: string | null; passwordHash: string }): void => {
      updateCredentials.run(change);
      // A link that was mailed or handed over before would open the account once more.
      endResetLinks.run(change.id);
    },
  );
  const attempts = createThrottle({ ...SIGN_IN_ATTEMPTS, now });
  const emailChanges = createThrottle({ ...EMAIL_CHANGES, now });

  function get(id: string): PersonRow | null {
    return isId(id) ? (selectById.get(id) ?? null) : null;
  }

  function requirePerson(id: string): PersonRow {
    const person = get(id);
    if (person === null) throw new AppError(404, 'not_found', 'No such person.');
    return person;
  }

  function requireFreeEmail(email: string, personId: string | null): void {
    const holder = selectByEmail.get(email);
    if (holder !== undefined && holder.id !== personId) {
      throw new AppError(409, 'email_taken', 'Somebody already signs in with this e-mail.');
    }
  }

  function limitEmailChanges({ id, email: own }: PersonRow, email: string): void {
    if (own?.toLowerCase() === email.toLowerCase()) return;
    const waitMs = emailChanges.take(id);
    if (waitMs === 0) return;
    throw new AppError(429, 'too_many_attempts', 'Too many other e-mails. Wait a little.', {
      waitMs,
    });
  }

  async function prepareAccount(account: NewAccount): Promise<() => PersonRow> {
    const name = requireName(account.name);
    const email = account.email.trim();
    requireFreeEmail(email, null);
    const passwordHash = await passwords.hash(account.password);
    return () => {
      // Asked again: somebody else may have taken it while the password was hashed.
      requireFreeEmail(email, null);
      const person: PersonRow = {
        id: createId(),
        name,
        email,
        colour: pickColour(selectColours.all()),
        language: account.language ?? 'en',
        isAdministrator: account.isAdministrator === true ? 1 : 0,
        createdAt: now(),
      };
      insert.run({ ...person, passwordHash });
      return person;
    };
  }

  async function prepareCredentials(
    id: string,
    change: { email?: string; password: string },
  ): Promise<() => PersonRow> {
    const person = requirePerson(id);
    const email = change.email?.trim() ?? null;
    if (email !== null) {
      limitEmailChanges(person, email);
      requireFreeEmail(email, id);
    }
    const passwordHash = await passwords.hash(change.password);
    return () => {
      if (email !== null) requireFreeEmail(email, id);
      writeCredentials({ id, email, passwordHash });
      return requirePerson(id);
    };
  }

  return {
    get,
    getByEmail: (email) => selectByEmail.get(email.trim()) ?? null,
    createGuest({ name, language, takenColours }) {
      const person: PersonRow = {
        id: createId(),
        name: requireName(name),
        email: null,
        // The first of a team has nobody to be told apart from there, but sits beside other teams.
        colour: pickColour(takenColours ?? [], selectColours.all()),
        language,
        isAdministrator: 0,
        createdAt: now(),
      };
      insert.run({ ...person, passwordHash: null });
      return person;
    },
    createAccount: async (account) => (await prepareAccount(account))(),
    prepareAccount,
    update(id, { name, language }) {
      requirePerson(id);
      updateProfile.run({
        id,
        name: name === undefined ? null : requireName(name),
        language: language ?? null,
      });
      return requirePerson(id);
    },
    setCredentials: async (id, change) => (await prepareCredentials(id, change))(),
    prepareCredentials,
    async verifyPassword(email, password, browserToken) {
      const account = email.trim().toLowerCase();
      const found = selectHash.get(email.trim());
      const isKnown = found !== undefined && knownBrowsers.knows(browserToken, found.id);
      const key = isKnown ? `${account} ${hashSecret(browserToken ?? '')}` : account;
      const waitMs = attempts.take(key);
      if (waitMs > 0) {
        throw new AppError(
          429,
          'too_many_attempts',
          'Too many wrong passwords for this account. Wait a little.',
          { waitMs },
        );
      }
      const fits = await passwords.verify(found?.passwordHash ?? null, password);
      if (!fits || found === undefined) return null;
      // Asked again: while the old password was checked it may have been changed, and its sessions ended.
      if (selectHash.get(email.trim())?.passwordHash !== found.passwordHash) return null;
      attempts.forgive(key);
      return get(found.id);
    },
    names(ids) {
      const rows = selectNames.all(JSON.stringify([...new Set(ids)]));
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}
