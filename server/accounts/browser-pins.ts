// The way back into a locked browser: a PIN that works only there. Locking is signing out, so that
// the session is really over; what is kept is who may come back. Knows no cookie and no session.
import type { Database } from 'better-sqlite3';
import { AppError } from '../http/errors.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { Passwords } from './passwords.ts';
import { hashSecret } from './secret-hash.ts';
import { IDLE_LIFETIME_MS } from './sessions.ts';
import { createThrottle } from './throttle.ts';

/** Wrong PINs for one person in one browser at once, then one more a minute: 10,000 take a week. */
const PIN_ATTEMPTS = { burst: 5, refillMs: 60_000 };

/** Somebody a browser lets back in. */
interface ReturningPerson {
  readonly personId: string;
  readonly name: string;
  readonly colour: string;
}

/** Who may come back in which browser. */
export interface BrowserPins {
  /** Whether this browser lets the person back in. */
  has(token: string | undefined, personId: string): boolean;
  /** Chooses the PIN of a person in a browser; returns the browser's token. */
  choose(token: string | undefined, personId: string, pin: string): Promise<string>;
  /** Idempotent. */
  forget(token: string | undefined, personId: string): void;
  /** Lets the person back into no browser any more but the one of `exceptToken`. */
  forgetElsewhere(personId: string, exceptToken?: string): void;
  /** Everybody this browser lets back in, the last one first. Unused for a week, nobody is. */
  people(token: string | undefined): ReturningPerson[];
  /** Whether the PIN is the person's in this browser. Throws `429 too_many_attempts`. */
  verify(token: string | undefined, personId: string, pin: string): Promise<boolean>;
}

/** Opens the PINs kept in `db`. */
export function openBrowserPins({
  db,
  now,
  passwords,
  knownBrowsers,
}: {
  db: Database;
  now: () => number;
  passwords: Passwords;
  knownBrowsers: KnownBrowsers;
}): BrowserPins {
  interface Key {
    readonly tokenHash: string;
    readonly personId: string;
  }
  const select = db
    .prepare<Key & { since: number }, string>(
      `SELECT pinHash FROM browser_pin
       WHERE tokenHash = :tokenHash AND personId = :personId AND lastUsedAt > :since`,
    )
    .pluck();
  const selectPeople = db.prepare<{ tokenHash: string; since: number }, ReturningPerson>(
    `SELECT person.id AS personId, person.name, person.colour FROM browser_pin
     JOIN person ON person.id = browser_pin.personId
     WHERE tokenHash = :tokenHash AND lastUsedAt > :since AND person.erasedAt IS NULL
     ORDER BY lastUsedAt DESC, person.name`,
  );
  const upsert = db.prepare<Key & { pinHash: string; lastUsedAt: number }>(
    `INSERT INTO browser_pin (tokenHash, personId, pinHash, lastUsedAt)
     VALUES (:tokenHash, :personId, :pinHash, :lastUsedAt)
     ON CONFLICT (tokenHash, personId) DO UPDATE
     SET pinHash = excluded.pinHash, lastUsedAt = excluded.lastUsedAt`,
  );
  const use = db.prepare<Key & { lastUsedAt: number }>(
    `UPDATE browser_pin SET lastUsedAt = :lastUsedAt
     WHERE tokenHash = :tokenHash AND personId = :personId`,
  );
  const remove = db.prepare<Key>(
    'DELETE FROM browser_pin WHERE tokenHash = :tokenHash AND personId = :personId',
  );
  const removeOfPerson = db.prepare<Key>(
    'DELETE FROM browser_pin WHERE personId = :personId AND tokenHash <> :tokenHash',
  );
  const prune = db.prepare<{ since: number }>('DELETE FROM browser_pin WHERE lastUsedAt <= :since');
  const attempts = createThrottle({ ...PIN_ATTEMPTS, now });
  const since = () => now() - IDLE_LIFETIME_MS;

  return {
    has: (token, personId) =>
      token !== undefined &&
      select.get({ tokenHash: hashSecret(token), personId, since: since() }) !== undefined,
    async choose(token, personId, pin) {
      const pinHash = await passwords.hash(pin);
      return db.transaction(() => {
        const kept = knownBrowsers.remember(token, personId);
        prune.run({ since: since() });
        upsert.run({ tokenHash: hashSecret(kept), personId, pinHash, lastUsedAt: now() });
        return kept;
      })();
    },
    forget(token, personId) {
      if (token !== undefined) remove.run({ tokenHash: hashSecret(token), personId });
    },
    forgetElsewhere(personId, exceptToken) {
      const tokenHash = exceptToken === undefined ? '' : hashSecret(exceptToken);
      removeOfPerson.run({ personId, tokenHash });
    },
    people: (token) =>
      token === undefined ? [] : selectPeople.all({ tokenHash: hashSecret(token), since: since() }),
    async verify(token, personId, pin) {
      if (token === undefined) return false;
      const key = { tokenHash: hashSecret(token), personId };
      const throttleKey = `${key.tokenHash} ${personId}`;
      const waitMs = attempts.take(throttleKey);
      if (waitMs > 0) {
        throw new AppError(429, 'too_many_attempts', 'Too many attempts. Wait a moment.', {
          waitMs,
        });
      }
      const pinHash = select.get({ ...key, since: since() });
      if (!(await passwords.verify(pinHash ?? null, pin))) return false;
      // Asked again: while it was checked the PIN may have been changed, or this browser forgotten.
      if (select.get({ ...key, since: since() }) !== pinHash) return false;
      attempts.forgive(throttleKey);
      use.run({ ...key, lastUsedAt: now() });
      return true;
    },
  };
}
