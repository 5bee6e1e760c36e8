// Join codes: short, read aloud, revocable. One opens a team, or a hackathon whose teams are chosen
// from. Knows no person.
import type { Database } from 'better-sqlite3';
import { createJoinCode, normaliseJoinCode } from '../../shared/ids.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** A code as stored. */
export interface JoinCodeRow {
  readonly code: string;
  readonly hackathonId: string;
  readonly teamId: string | null;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** The join codes of this server's hackathons. */
export interface JoinCodes {
  create(hackathonId: string, target: { teamId: string | null }, by: string | null): JoinCodeRow;
  /** Those that work, the hackathon's own first, then the newest. */
  list(hackathonId: string): JoinCodeRow[];
  /** By code as typed, revoked ones too. */
  get(code: string): JoinCodeRow | null;
  /** The code as typed, if it works. Throws `404 unknown_code`, `410 code_revoked`. */
  resolve(code: string): JoinCodeRow;
  /**
   * Puts a new code in the place of one that leaked, for the same team or hall. Throws
   * `404 not_found` and, for one that was replaced already, `410 code_revoked`.
   */
  rotate(code: string, by: string | null): JoinCodeRow;
  /** Idempotent. */
  revoke(code: string, by: string | null): void;
}

/** Opens the codes kept in `db`. */
export function openJoinCodes({
  db,
  now,
  changes,
  audit,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): JoinCodes {
  const select = db.prepare<[string], JoinCodeRow>('SELECT * FROM join_code WHERE code = ?');
  const selectOpen = db.prepare<[string], JoinCodeRow>(
    `SELECT * FROM join_code WHERE hackathonId = ? AND revokedAt IS NULL
     ORDER BY teamId IS NOT NULL, createdAt DESC, code`,
  );
  const insert = db.prepare<Omit<JoinCodeRow, 'revokedAt'>>(
    `INSERT INTO join_code (code, hackathonId, teamId, createdAt)
     VALUES (:code, :hackathonId, :teamId, :createdAt)`,
  );
  const markRevoked = db.prepare<{ code: string; now: number }>(
    'UPDATE join_code SET revokedAt = :now WHERE code = :code AND revokedAt IS NULL',
  );

  const get = (typed: string): JoinCodeRow | null => select.get(normaliseJoinCode(typed)) ?? null;

  function createFreeCode(): string {
    for (;;) {
      const code = createJoinCode();
      if (select.get(code) === undefined) return code;
    }
  }

  return {
    create: (hackathonId, { teamId }, by) => {
      const row = db.transaction(() => {
        const fresh = { code: createFreeCode(), hackathonId, teamId, createdAt: now() };
        insert.run(fresh);
        // The code itself lets people in: the log names what it opens, not the code.
        audit.record({
          personId: by,
          hackathonId,
          action: 'code-created',
          subject: teamId ?? hackathonId,
        });
        return { ...fresh, revokedAt: null };
      })();
      changes.emit({ type: 'hackathon', hackathonId });
      return row;
    },
    list: (hackathonId) => selectOpen.all(hackathonId),
    get,
    resolve(typed) {
      const row = get(typed);
      if (row === null) {
        throw new AppError(404, 'unknown_code', 'There is no such code. Look at it once more.');
      }
      if (row.revokedAt !== null) {
        throw new AppError(
          410,
          'code_revoked',
          'This code is no longer in use. Ask for the new one.',
        );
      }
      return row;
    },
    rotate(typed, by) {
      const row = get(typed);
      if (row === null) throw notFound('code');
      const { hackathonId, teamId } = row;
      const fresh = db.transaction(() => {
        if (markRevoked.run({ code: row.code, now: now() }).changes === 0) {
          throw new AppError(410, 'code_revoked', 'This code was replaced already.');
        }
        const next = { code: createFreeCode(), hackathonId, teamId, createdAt: now() };
        insert.run(next);
        const action = 'code-rotated';
        const subject = teamId ?? hackathonId;
        audit.record({ personId: by, hackathonId, action, subject, detail: { code: row.code } });
        return next;
      })();
      changes.emit({ type: 'hackathon', hackathonId });
      return { ...fresh, revokedAt: null };
    },
    revoke(typed, by) {
      const row = get(typed);
      if (row === null) throw notFound('code');
      db.transaction(() => {
        if (markRevoked.run({ code: row.code, now: now() }).changes === 0) return;
        audit.record({
          personId: by,
          hackathonId: row.hackathonId,
          action: 'code-revoked',
          subject: row.teamId ?? row.hackathonId,
          detail: { code: row.code },
        });
      })();
      changes.emit({ type: 'hackathon', hackathonId: row.hackathonId });
    },
  };
}
