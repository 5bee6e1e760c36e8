// Everybody in a hackathon, and who facilitates it. Knows no password and no session but its last use.
import type { Database } from 'better-sqlite3';
import { AppError } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';

/** Somebody in a hackathon. */
export interface RosterEntry {
  readonly personId: string;
  readonly name: string;
  readonly colour: string;
  readonly hasAccount: boolean;
  readonly isFacilitator: boolean;
  /** In the order they joined them. */
  readonly teamIds: readonly string[];
  /** When one of their browsers was last used; `null` when none is signed in. */
  readonly lastSeenAt: number | null;
}

/** Who is in the hackathons of this server. */
export interface Roster {
  /** Facilitators first, then by name. */
  list(hackathonId: string): RosterEntry[];
  /** The entry of one person; `null` for somebody who is not in this hackathon. */
  get(hackathonId: string, personId: string): RosterEntry | null;
  /**
   * Idempotent. Ends the invitations nobody used yet: whoever leaves may have kept one. Throws
   * `409 last_facilitator` unless `evenLast`.
   */
  removeFacilitator(
    hackathonId: string,
    personId: string,
    by: string,
    options?: { evenLast?: boolean },
  ): void;
}

interface RosterRow {
  readonly personId: string;
  readonly name: string;
  readonly colour: string;
  readonly hasAccount: 0 | 1;
  readonly isFacilitator: 0 | 1;
  /** A JSON array. */
  readonly teamIds: string;
  readonly lastSeenAt: number | null;
}

/** Opens the roster over the tables of teams and facilitators in `db`. */
export function openRoster({
  db,
  changes,
  audit,
}: {
  db: Database;
  changes: Changes;
  audit: Audit;
}): Roster {
  const select = db.prepare<{ hackathonId: string }, RosterRow>(
    `WITH membership AS (
       SELECT team_member.personId, team_member.teamId FROM team_member
       JOIN team ON team.id = team_member.teamId
       WHERE team.hackathonId = :hackathonId
       ORDER BY team_member.joinedAt, team_member.teamId
     ), facilitator AS (
       SELECT personId FROM hackathon_facilitator WHERE hackathonId = :hackathonId
     )
     SELECT person.id AS personId, person.name, person.colour,
       person.email IS NOT NULL AS hasAccount,
       person.id IN facilitator AS isFacilitator,
       (SELECT json_group_array(teamId) FROM membership WHERE personId = person.id) AS teamIds,
       (SELECT max(lastSeenAt) FROM session WHERE session.personId = person.id) AS lastSeenAt
     FROM person
     WHERE person.erasedAt IS NULL
       AND (person.id IN facilitator OR person.id IN (SELECT personId FROM membership))
     ORDER BY isFacilitator DESC, person.name COLLATE NOCASE, person.id`,
  );
  const countFacilitators = db
    .prepare<[string], number>('SELECT count(*) FROM hackathon_facilitator WHERE hackathonId = ?')
    .pluck();
  const remove = db.prepare<[string, string]>(
    'DELETE FROM hackathon_facilitator WHERE hackathonId = ? AND personId = ?',
  );

  const endInvitations = db.prepare<[string]>(
    `DELETE FROM one_time_link
     WHERE purpose = 'invite-facilitator' AND hackathonId = ? AND usedAt IS NULL`,
  );

  const list = (hackathonId: string): RosterEntry[] =>
    select.all({ hackathonId }).map((row) => ({
      ...row,
      hasAccount: row.hasAccount === 1,
      isFacilitator: row.isFacilitator === 1,
      teamIds: JSON.parse(row.teamIds) as string[],
    }));

  return {
    list,
    get: (hackathonId, personId) =>
      list(hackathonId).find((entry) => entry.personId === personId) ?? null,
    removeFacilitator(hackathonId, personId, by, { evenLast = false } = {}) {
      const isRemoved = db.transaction(() => {
        if (remove.run(hackathonId, personId).changes === 0) return false;
        if (!evenLast && countFacilitators.get(hackathonId) === 0) {
          throw new AppError(
            409,
            'last_facilitator',
            'Nobody would run this hackathon any more. Invite somebody else first.',
          );
        }
        endInvitations.run(hackathonId);
        const action = 'facilitator-removed';
        audit.record({ personId: by, hackathonId, action, subject: personId });
        return true;
      })();
      if (isRemoved) changes.emit({ type: 'rights', personId });
    },
  };
}
