// Join codes: short, read aloud, revocable, the hall's replaced by itself when asked. One opens a team, or a hackathon whose teams are chosen
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
  /** When it stops working: a while after another took its place, for those who are typing it. */
  readonly revokedAt: number | null;
}

/** How long the hall's code works on after another took its place by itself, ms. */
const TYPING_MS = 10 * 60_000;

/** The join codes of this server's hackathons. */
export interface JoinCodes {
  create(hackathonId: string, target: { teamId: string | null }, by: string | null): JoinCodeRow;
  /** Those that work, the hackathon's own first, then the newest. */
  list(hackathonId: string): JoinCodeRow[];
  /** By code as typed, revoked ones too. */
  get(code: string): JoinCodeRow | null;
  /** The code as typed, if it works. Throws `404 unknown_code`, `410 code_revoked | joining_over`. */
  resolve(code: string): JoinCodeRow;
  /**
   * Puts a new code in the place of one that leaked, for the same team or hall. Throws
   * `404 not_found` and, for one that was replaced already, `410 code_revoked`.
   */
  rotate(code: string, by: string | null): JoinCodeRow;
  /**
   * Puts new codes in the place of halls' codes that have lasted as long as their hackathon lets
   * them. Nobody decided it, so that the log of decisions is silent about it.
   */
  rotateDue(): void;
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

  // Whoever replaces or revokes a code by hand wants nobody to come in by an older one either.
  const endRetiring = db.prepare<{ hackathonId: string; teamId: string | null; now: number }>(
    `UPDATE join_code SET revokedAt = :now
     WHERE hackathonId = :hackathonId AND teamId IS :teamId AND revokedAt > :now`,
  );
  const retire = db.prepare<{ code: string; at: number }>(
    'UPDATE join_code SET revokedAt = :at WHERE code = :code',
  );
  const selectDue = db.prepare<[number], JoinCodeRow>(
    `SELECT c.* FROM join_code c JOIN hackathon h ON h.id = c.hackathonId
     WHERE c.teamId IS NULL AND c.revokedAt IS NULL AND h.state <> 'closed'
       AND c.createdAt + h.hallCodeHours * 3600000 <= ?`,
  );
  const selectJoinUntil = db
    .prepare<[string], number | null>('SELECT joinUntil FROM hackathon WHERE id = ?')
    .pluck();

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
      if (row.revokedAt !== null && row.revokedAt <= now()) {
        throw new AppError(
          410,
          'code_revoked',
          'This code is no longer in use. Ask for the new one.',
        );
      }
      const joinUntil = selectJoinUntil.get(row.hackathonId) ?? null;
      if (joinUntil !== null && joinUntil <= now()) {
        throw new AppError(410, 'joining_over', 'Nobody joins any more. Ask a facilitator.');
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
        endRetiring.run({ hackathonId, teamId, now: now() });
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
    rotateDue() {
      const due = db.transaction(() => {
        const rows = selectDue.all(now());
        for (const { code, hackathonId, teamId } of rows) {
          retire.run({ code, at: now() + TYPING_MS });
          insert.run({ code: createFreeCode(), hackathonId, teamId, createdAt: now() });
        }
        return rows;
      })();
      for (const { hackathonId } of due) changes.emit({ type: 'hackathon', hackathonId });
    },
    revoke(typed, by) {
      const row = get(typed);
      if (row === null) throw notFound('code');
      db.transaction(() => {
        const { hackathonId, teamId } = row;
        endRetiring.run({ hackathonId, teamId, now: now() });
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
