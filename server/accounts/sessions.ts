// Signed-in browsers. The only file that knows Lucia, which is told no secret: the cookie is
// `personId.secret`, and Lucia's session id is SHA-256(secret). Knows no HTTP.
import SQLite, { type Database } from 'better-sqlite3';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import { createSecret, isId } from '../../shared/ids.ts';
import type { Changes } from '../live/changes.ts';
import { hashSecret } from './secret-hash.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia;
    DatabaseSessionAttributes: { userAgent: string };
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A session ends this long after it began, whatever happens, ms (AC3). */
export const ABSOLUTE_LIFETIME_MS = 30 * DAY_MS;

/** A session ends when nobody used it for this long, ms (AC3). */
export const IDLE_LIFETIME_MS = 7 * DAY_MS;

/** A use is written down at most this often, ms: a page load makes a dozen requests. */
const TOUCH_EVERY_MS = 60_000;

const USER_AGENT_LENGTH = 300;

/** A session as its owner may see it; `id` does not work as a cookie. */
interface SessionRow {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly userAgent: string;
}

/** Sessions of browsers. */
export interface Sessions {
  /** Begins a session. `cookie` is the only place its secret ever is. */
  create(personId: string, userAgent: string): Promise<{ cookie: string; sessionId: string }>;
  /** Who a cookie stands for; `null` when it is unknown, ended or expired. Notes the use. */
  resolve(cookie: string | undefined): Promise<{ sessionId: string; personId: string } | null>;
  /** Whether a running session is this person's; notes the use. For doors that see no cookie. */
  use(sessionId: string, personId: string): boolean;
  /** Whether a session still runs; does not note a use. For sockets, which are asked again (WS6). */
  isLive(sessionId: string): boolean;
  end(sessionId: string): void;
  /** Ends all of a person's sessions, or all but one. */
  endAll(personId: string, exceptSessionId?: string): void;
  /** A person's running sessions, the last used first. */
  list(personId: string): SessionRow[];
  /** Ends every session past its idle or absolute limit, with its open sockets; returns how many. */
  sweep(): number;
}

/** Opens the sessions kept in `db`. */
export function openSessions({
  db,
  now,
  changes,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
}): Sessions {
  const insert = db.prepare<Omit<SessionRow, 'lastSeenAt'>>(
    `INSERT INTO session (id, personId, createdAt, lastSeenAt, expiresAt, userAgent)
     VALUES (:id, :personId, :createdAt, :createdAt, :expiresAt, :userAgent)`,
  );
  const selectLive = db.prepare<{ id: string; now: number; idleSince: number }, SessionRow>(
    `SELECT id, personId, createdAt, lastSeenAt, expiresAt, userAgent FROM session
     WHERE id = :id AND expiresAt > :now AND lastSeenAt > :idleSince`,
  );
  const selectLiveOfPerson = db.prepare<
    { personId: string; now: number; idleSince: number },
    SessionRow
  >(
    `SELECT id, personId, createdAt, lastSeenAt, expiresAt, userAgent FROM session
     WHERE personId = :personId AND expiresAt > :now AND lastSeenAt > :idleSince
     ORDER BY lastSeenAt DESC, createdAt DESC`,
  );
  const updateLastSeen = db.prepare<{ id: string; now: number; before: number }>(
    'UPDATE session SET lastSeenAt = :now WHERE id = :id AND lastSeenAt <= :before',
  );
  const remove = db.prepare<{ id: string }>('DELETE FROM session WHERE id = :id');
  const removeOfPerson = db.prepare<{ personId: string; except: string }>(
    'DELETE FROM session WHERE personId = :personId AND id <> :except',
  );
  const removeExpired = db
    .prepare<{ now: number; idleSince: number }, string>(
      'DELETE FROM session WHERE expiresAt <= :now OR lastSeenAt <= :idleSince RETURNING id',
    )
    .pluck();

  const times = () => ({ now: now(), idleSince: now() - IDLE_LIFETIME_MS });
  const find = (id: string): SessionRow | undefined => selectLive.get({ id, ...times() });
  const touch = (id: string, beforeMs: number): void => {
    try {
      updateLastSeen.run({ id, now: now(), before: now() - beforeMs });
    } catch (error) {
      // A disk that takes nothing must not lock readers out (SY3); the next use notes it.
      if (!(error instanceof SQLite.SqliteError)) throw error;
    }
  };

  // Lucia reads the machine's clock: it is told how much time is left by ours.
  const asLuciaSession = (row: SessionRow) => ({
    id: row.id,
    userId: row.personId,
    expiresAt: new Date(
      Date.now() + Math.min(row.expiresAt, row.lastSeenAt + IDLE_LIFETIME_MS) - now(),
    ),
    attributes: { userAgent: row.userAgent },
  });

  const adapter: Adapter = {
    async getSessionAndUser(id) {
      const row = find(id);
      if (row === undefined) return [null, null];
      return [asLuciaSession(row), { id: row.personId, attributes: {} }];
    },
    async getUserSessions(personId) {
      return selectLiveOfPerson.all({ personId, ...times() }).map(asLuciaSession);
    },
    async setSession({ id, userId, attributes }) {
      const createdAt = now();
      insert.run({
        id,
        personId: userId,
        createdAt,
        expiresAt: createdAt + ABSOLUTE_LIFETIME_MS,
        userAgent: attributes.userAgent,
      });
    },
    async updateSessionExpiration(id) {
      // Lucia's sliding expiry is our idle limit; the absolute one never moves.
      touch(id, 0);
    },
    async deleteSession(id) {
      remove.run({ id });
    },
    async deleteUserSessions(personId) {
      removeOfPerson.run({ personId, except: '' });
    },
    async deleteExpiredSessions() {
      sweep();
    },
  };
  const lucia = new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(IDLE_LIFETIME_MS, 'ms'),
    getSessionAttributes: () => ({}),
  });

  function sweep(): number {
    const ended = removeExpired.all(times());
    // The row alone does not reach a socket that is open already.
    for (const sessionId of ended) changes.emit({ type: 'rights', sessionId });
    return ended.length;
  }

  return {
    async create(personId, userAgent) {
      const secret = createSecret();
      const session = await lucia.createSession(
        personId,
        { userAgent: userAgent.slice(0, USER_AGENT_LENGTH) },
        { sessionId: hashSecret(secret) },
      );
      return { cookie: `${personId}.${secret}`, sessionId: session.id };
    },
    async resolve(cookie) {
      if (cookie === undefined) return null;
      const [personId, secret, ...rest] = cookie.split('.');
      if (!isId(personId ?? '') || secret === undefined || secret === '' || rest.length > 0) {
        return null;
      }
      const { session } = await lucia.validateSession(hashSecret(secret));
      if (session === null || session.userId !== personId) return null;
      touch(session.id, TOUCH_EVERY_MS);
      return { sessionId: session.id, personId };
    },
    use(sessionId, personId) {
      const session = find(sessionId);
      if (session?.personId !== personId) return false;
      touch(sessionId, TOUCH_EVERY_MS);
      return true;
    },
    isLive: (sessionId) => find(sessionId) !== undefined,
    end(sessionId) {
      remove.run({ id: sessionId });
      changes.emit({ type: 'rights', sessionId });
    },
    endAll(personId, exceptSessionId = '') {
      removeOfPerson.run({ personId, except: exceptSessionId });
      changes.emit({ type: 'rights', personId });
    },
    list: (personId) => selectLiveOfPerson.all({ personId, ...times() }),
    sweep,
  };
}
