// One-time links: becoming the first facilitator, being invited as one, setting a new password.
// Keeps hashes of tokens only. Knows no address.
import type { Database } from 'better-sqlite3';
import { createSecret } from '../../shared/ids.ts';
import { AppError } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { People, PersonRow } from './people.ts';
import { hashSecret } from './secret-hash.ts';

/** What a link is for. */
type LinkPurpose = 'first-facilitator' | 'invite-facilitator' | 'reset-password';

/** How long a link works unless told otherwise, ms. */
const LINK_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** A link that still works. */
interface OpenLink {
  readonly purpose: LinkPurpose;
  readonly personId: string | null;
  readonly hackathonId: string | null;
  readonly expiresAt: number;
}

/** What a person fills in behind a link; `reset-password` uses the password only. */
interface LinkClaim {
  readonly name?: string;
  readonly email?: string;
  readonly password: string;
  readonly language?: string;
}

/** One-time links. */
export interface Links {
  /** Makes a link and returns its token, which is kept nowhere. */
  create(
    purpose: LinkPurpose,
    options?: {
      personId?: string;
      hackathonId?: string;
      ttlMs?: number;
      /** For new passwords: ends the person's earlier links, as it does unless told otherwise. */
      replacesEarlier?: boolean;
    },
  ): string;
  /** What a token opens, without using it; `null` when unknown, used or expired. */
  peek(token: string): OpenLink | null;
  /**
   * Uses a link. An e-mail that already has an account needs its password, and that account is
   * taken. Throws `410 link_used_up`, `409 email_taken`.
   */
  claim(token: string, claim: LinkClaim): Promise<PersonRow>;
  /** Whether anybody can run things here: an administrator or a facilitator. */
  hasFacilitator(): boolean;
}

/** Opens the links kept in `db`. */
export function openLinks({
  db,
  now,
  changes,
  people,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  people: People;
}): Links {
  const insert = db.prepare<{
    tokenHash: string;
    purpose: LinkPurpose;
    personId: string | null;
    hackathonId: string | null;
    createdAt: number;
    expiresAt: number;
  }>(
    `INSERT INTO one_time_link (tokenHash, purpose, personId, hackathonId, createdAt, expiresAt)
     VALUES (:tokenHash, :purpose, :personId, :hackathonId, :createdAt, :expiresAt)`,
  );
  const selectOpen = db.prepare<{ tokenHash: string; now: number }, OpenLink>(
    `SELECT purpose, personId, hackathonId, expiresAt FROM one_time_link
     WHERE tokenHash = :tokenHash AND usedAt IS NULL AND expiresAt > :now`,
  );
  const markUsed = db.prepare<{ tokenHash: string; now: number }>(
    'UPDATE one_time_link SET usedAt = :now WHERE tokenHash = :tokenHash AND usedAt IS NULL',
  );
  const removeOpen = db.prepare<[LinkPurpose]>(
    'DELETE FROM one_time_link WHERE purpose = ? AND usedAt IS NULL',
  );
  const removeOpenOfPerson = db.prepare<[LinkPurpose, string]>(
    'DELETE FROM one_time_link WHERE purpose = ? AND personId = ? AND usedAt IS NULL',
  );
  const makeAdministrator = db.prepare<[string]>(
    'UPDATE person SET isAdministrator = 1 WHERE id = ?',
  );
  const addFacilitator = db.prepare<{ hackathonId: string; personId: string; addedAt: number }>(
    `INSERT INTO hackathon_facilitator (hackathonId, personId, addedAt)
     VALUES (:hackathonId, :personId, :addedAt) ON CONFLICT DO NOTHING`,
  );
  const selectHasFacilitator = db
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM person WHERE isAdministrator = 1)
           OR EXISTS (SELECT 1 FROM hackathon_facilitator)`,
    )
    .pluck();

  const hasFacilitator = (): boolean => selectHasFacilitator.get() === 1;

  function peek(token: string): OpenLink | null {
    const link = selectOpen.get({ tokenHash: hashSecret(token), now: now() }) ?? null;
    if (link?.purpose === 'first-facilitator' && hasFacilitator()) return null;
    return link;
  }

  function requireOpen(token: string): OpenLink {
    const link = peek(token);
    if (link === null) {
      throw new AppError(410, 'link_used_up', 'This link was used or is too old. Ask for another.');
    }
    return link;
  }

  const use = db.transaction((token: string, getPerson: () => PersonRow): PersonRow => {
    // Asked again inside: a password was hashed meanwhile, and a link works once.
    const { purpose, hackathonId } = requireOpen(token);
    markUsed.run({ tokenHash: hashSecret(token), now: now() });
    const person = getPerson();
    if (purpose === 'first-facilitator') {
      makeAdministrator.run(person.id);
      removeOpen.run(purpose);
    } else if (purpose === 'invite-facilitator' && hackathonId !== null) {
      addFacilitator.run({ hackathonId, personId: person.id, addedAt: now() });
    }
    return people.get(person.id) ?? person;
  });

  async function prepareClaimant({
    name,
    email,
    password,
    language,
  }: LinkClaim): Promise<() => PersonRow> {
    if (name === undefined || email === undefined) {
      throw new AppError(422, 'invalid_request', 'An account needs a name and an e-mail.');
    }
    if (people.getByEmail(email) === null) {
      return people.prepareAccount({ name, email, password, language });
    }
    const known = await people.verifyPassword(email, password);
    if (known === null) {
      throw new AppError(
        409,
        'email_taken',
        'This e-mail has an account already. Give its password, or another e-mail.',
      );
    }
    return () => known;
  }

  return {
    create(
      purpose,
      { personId, hackathonId, ttlMs = LINK_LIFETIME_MS, replacesEarlier = true } = {},
    ) {
      const token = createSecret();
      db.transaction(() => {
        // Each start prints a new one; yesterday's terminal output should be worth nothing.
        if (purpose === 'first-facilitator') removeOpen.run(purpose);
        // The newest link is the one that works: an older one may have reached somebody else.
        if (purpose === 'reset-password' && personId !== undefined && replacesEarlier) {
          removeOpenOfPerson.run(purpose, personId);
        }
        insert.run({
          tokenHash: hashSecret(token),
          purpose,
          personId: personId ?? null,
          hackathonId: hackathonId ?? null,
          createdAt: now(),
          expiresAt: now() + ttlMs,
        });
      })();
      return token;
    },
    peek,
    async claim(token, claim) {
      const { purpose, personId } = requireOpen(token);
      const isReset = purpose === 'reset-password' && personId !== null;
      const person = use(
        token,
        isReset
          ? await people.prepareCredentials(personId, { password: claim.password })
          : await prepareClaimant(claim),
      );
      changes.emit({ type: 'rights', personId: person.id });
      return person;
    },
    hasFacilitator,
  };
}
