// Moving people between teams, and making one team of two. Joining is in teams.ts.
import type { Database } from 'better-sqlite3';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';
import type { TeamRow } from './rows.ts';
import type { Teams } from './teams.ts';

/** Changes to who is in which team. All are written into the audit log. */
export interface Memberships {
  /** Takes somebody out of a team; what they wrote stays. Idempotent. */
  remove(teamId: string, personId: string, by: string): void;
  /** Takes somebody out of one team and into another of the same hackathon. */
  move(personId: string, fromTeamId: string, toTeamId: string, by: string): void;
  /**
   * Gives the people, documents, invitations and join codes of one team to another of the same
   * hackathon, and ends it: a code that was printed for it goes on working. Throws
   * `409 same_team`.
   */
  merge(fromTeamId: string, intoTeamId: string, by: string): TeamRow;
}

/** Opens the memberships kept in `db`. */
export function openMemberships({
  db,
  now,
  changes,
  audit,
  teams,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
  teams: Teams;
}): Memberships {
  interface Pair {
    readonly fromTeamId: string;
    readonly intoTeamId: string;
  }
  const deleteMember = db.prepare<[string, string]>(
    'DELETE FROM team_member WHERE teamId = ? AND personId = ?',
  );
  const insertMember = db.prepare<[string, string, number]>(
    `INSERT INTO team_member (teamId, personId, joinedAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const selectDocuments = db
    .prepare<[string], string>('SELECT id FROM document WHERE teamId = ?')
    .pluck();
  const mergeSteps = [
    `INSERT INTO team_member (teamId, personId, joinedAt)
     SELECT :intoTeamId, personId, joinedAt FROM team_member WHERE teamId = :fromTeamId
     ON CONFLICT DO NOTHING`,
    'UPDATE join_code SET teamId = :intoTeamId WHERE teamId = :fromTeamId',
    'UPDATE document SET teamId = :intoTeamId WHERE teamId = :fromTeamId',
    'UPDATE record SET teamId = :intoTeamId WHERE teamId = :fromTeamId',
    `UPDATE OR IGNORE document_invited_team SET teamId = :intoTeamId WHERE teamId = :fromTeamId`,
    // The team whose document it is needs no invitation to it; what was left over goes with the team.
    `DELETE FROM document_invited_team WHERE teamId = :intoTeamId
       AND documentId IN (SELECT id FROM document WHERE teamId = :intoTeamId)`,
    'DELETE FROM team WHERE id = :fromTeamId AND :intoTeamId <> :fromTeamId',
  ].map((sql) => db.prepare<Pair>(sql));

  function requireTeam(id: string): TeamRow {
    const team = teams.get(id);
    if (team === null) throw notFound('team');
    return team;
  }

  function requirePair(fromTeamId: string, toTeamId: string): [TeamRow, TeamRow] {
    const from = requireTeam(fromTeamId);
    const to = requireTeam(toTeamId);
    // A team of another hackathon is as unknown here as one that does not exist (AC2).
    if (from.hackathonId !== to.hackathonId) throw notFound('team');
    if (from.id === to.id) throw new AppError(409, 'same_team', 'Pick another team.');
    return [from, to];
  }

  function tellTeam({ id: teamId, hackathonId }: TeamRow): void {
    changes.emit({ type: 'team', teamId, hackathonId });
  }

  function tellPerson(personId: string, hackathonId: string): void {
    changes.emit({ type: 'rights', personId });
    changes.emit({ type: 'member', personId, hackathonId });
  }

  return {
    remove(teamId, personId, by) {
      const team = requireTeam(teamId);
      const { hackathonId } = team;
      const isRemoved = db.transaction(() => {
        if (deleteMember.run(teamId, personId).changes === 0) return false;
        const action = 'member-removed';
        const detail = { name: team.name };
        audit.record({ personId: by, hackathonId, action, subject: personId, detail });
        return true;
      })();
      if (!isRemoved) return;
      tellPerson(personId, hackathonId);
      tellTeam(team);
    },
    move(personId, fromTeamId, toTeamId, by) {
      const [from, to] = requirePair(fromTeamId, toTeamId);
      const { hackathonId } = from;
      db.transaction(() => {
        if (deleteMember.run(from.id, personId).changes === 0) throw notFound('person');
        insertMember.run(to.id, personId, now());
        const detail = { from: from.name, to: to.name };
        const action = 'member-moved';
        audit.record({ personId: by, hackathonId, action, subject: personId, detail });
      })();
      tellPerson(personId, hackathonId);
      tellTeam(from);
      tellTeam(to);
    },
    merge(fromTeamId, intoTeamId, by) {
      const [from, into] = requirePair(fromTeamId, intoTeamId);
      const { hackathonId } = from;
      const people = teams.members(from.id);
      const documentIds = selectDocuments.all(from.id);
      db.transaction(() => {
        for (const step of mergeSteps) step.run({ fromTeamId, intoTeamId });
        const detail = { from: from.name, to: into.name };
        const action = 'teams-merged';
        audit.record({ personId: by, hackathonId, action, subject: into.id, detail });
      }).immediate();
      for (const { personId } of people) tellPerson(personId, hackathonId);
      for (const documentId of documentIds) {
        changes.emit({ type: 'rights', documentId });
        changes.emit({ type: 'document', documentId, hackathonId });
      }
      tellTeam(into);
      tellTeam(from);
      return requireTeam(into.id);
    },
  };
}
