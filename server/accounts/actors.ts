// What a person is to the hackathons and teams of this server, as `can()` wants to know it.
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../shared/roles.ts';

/** Reads actors fresh from the tables at every call: a right that was taken is gone at once (WS6). */
export function openActors(db: Database): (personId: string) => Actor {
  const selectAdministrator = db
    .prepare<[string], number>('SELECT isAdministrator FROM person WHERE id = ?')
    .pluck();
  const selectFacilitates = db
    .prepare<[string], string>('SELECT hackathonId FROM hackathon_facilitator WHERE personId = ?')
    .pluck();
  const selectTeams = db.prepare<[string], { teamId: string; hackathonId: string }>(
    `SELECT team.id AS teamId, team.hackathonId FROM team_member
     JOIN team ON team.id = team_member.teamId
     WHERE team_member.personId = ? ORDER BY team_member.joinedAt, team.id`,
  );
  return (personId) => ({
    personId,
    isAdministrator: selectAdministrator.get(personId) === 1,
    facilitates: selectFacilitates.all(personId),
    teams: selectTeams.all(personId),
  });
}
