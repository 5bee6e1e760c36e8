// Teams of a hackathon and who belongs to them.
import type { Database } from 'better-sqlite3';
import { pickColour } from '../../shared/colours.ts';
import { createId, isId } from '../../shared/ids.ts';
import { requireName } from '../accounts/people.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Audit } from './audit.ts';
import { deadlineAt, type HackathonRow, type MemberRow, type TeamRow } from './rows.ts';

/** What can change in a team. */
interface TeamChange {
  readonly name?: string;
  readonly handRaised?: boolean;
  /** Whether whoever changes it is on the way. Nobody comes to a hand that is down. */
  readonly onMyWay?: boolean;
  /** The team's own end, ms since epoch, where later than the hackathon's; `null` takes it back. */
  readonly extendedUntil?: number | null;
}

/** The teams of this server's hackathons. */
export interface Teams {
  get(id: string): TeamRow | null;
  /** By name. */
  list(hackathonId: string): TeamRow[];
  /** Throws `409 team_name_taken` within a hackathon. */
  create(hackathonId: string, team: { name: string }, by: string | null): TeamRow;
  update(id: string, change: TeamChange, by: string | null): TeamRow;
  /** Idempotent; answers whether the person is new to the team. */
  addMember(teamId: string, personId: string): boolean;
  /** In the order they joined. */
  members(teamId: string): MemberRow[];
  deadlineAt(team: Pick<TeamRow, 'extendedUntil'>, hackathon: Pick<HackathonRow, 'endsAt'>): number;
}

const SELECT_TEAM = `SELECT team.*,
  (SELECT count(*) FROM team_member WHERE team_member.teamId = team.id) AS memberCount,
  (SELECT name FROM person WHERE person.id = team.helperId) AS helperName FROM team`;

/** "Table 2" stands before "Table 10". */
const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Opens the teams kept in `db`. */
export function openTeams({
  db,
  now,
  changes,
  audit,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): Teams {
  const selectById = db.prepare<[string], TeamRow>(`${SELECT_TEAM} WHERE id = ?`);
  const selectOfHackathon = db.prepare<[string], TeamRow>(
    `${SELECT_TEAM} WHERE hackathonId = ? ORDER BY createdAt, id`,
  );
  const insert = db.prepare<Pick<TeamRow, 'id' | 'hackathonId' | 'name' | 'colour' | 'createdAt'>>(
    `INSERT INTO team (id, hackathonId, name, colour, createdAt)
     VALUES (:id, :hackathonId, :name, :colour, :createdAt)`,
  );
  const updateRow = db.prepare<
    Pick<TeamRow, 'id' | 'name' | 'handRaisedAt' | 'helperId' | 'extendedUntil'>
  >(
    `UPDATE team SET name = :name, handRaisedAt = :handRaisedAt, helperId = :helperId,
       extendedUntil = :extendedUntil
     WHERE id = :id`,
  );
  const insertMember = db.prepare<{ teamId: string; personId: string; joinedAt: number }>(
    `INSERT INTO team_member (teamId, personId, joinedAt) VALUES (:teamId, :personId, :joinedAt)
     ON CONFLICT DO NOTHING`,
  );
  const selectMembers = db.prepare<[string], MemberRow>(
    `SELECT person.id AS personId, person.name, person.colour, team_member.joinedAt
     FROM team_member JOIN person ON person.id = team_member.personId
     WHERE team_member.teamId = ? ORDER BY team_member.joinedAt, person.id`,
  );

  function get(id: string): TeamRow | null {
    return isId(id) ? (selectById.get(id) ?? null) : null;
  }

  function requireTeam(id: string): TeamRow {
    const team = get(id);
    if (team === null) throw notFound('team');
    return team;
  }

  function requireFreeName(hackathonId: string, name: string, ownId: string | null): void {
    const wanted = name.toLowerCase();
    const isTaken = selectOfHackathon
      .all(hackathonId)
      .some((team) => team.id !== ownId && team.name.toLowerCase() === wanted);
    if (isTaken) {
      throw new AppError(409, 'team_name_taken', 'Another team of this hackathon has this name.');
    }
  }

  const create = db.transaction((hackathonId: string, typed: string, by: string | null) => {
    const name = requireName(typed);
    requireFreeName(hackathonId, name, null);
    const id = createId();
    const colour = pickColour(selectOfHackathon.all(hackathonId).map((team) => team.colour));
    insert.run({ id, hackathonId, name, colour, createdAt: now() });
    audit.record({
      personId: by,
      hackathonId,
      action: 'team-created',
      subject: id,
      detail: { name },
    });
    return requireTeam(id);
  });

  const update = db.transaction((id: string, change: TeamChange, by: string | null) => {
    const before = requireTeam(id);
    const name = change.name === undefined ? before.name : requireName(change.name);
    if (name !== before.name) requireFreeName(before.hackathonId, name, id);
    const { extendedUntil = before.extendedUntil } = change;
    let { handRaisedAt } = before;
    // A hand that is up already keeps its time: it is a place in a queue.
    if (change.handRaised !== undefined)
      handRaisedAt = change.handRaised ? (handRaisedAt ?? now()) : null;
    let { helperId } = before;
    if (change.onMyWay !== undefined) helperId = change.onMyWay ? by : null;
    if (handRaisedAt === null) helperId = null;
    updateRow.run({ id, name, handRaisedAt, helperId, extendedUntil });
    const decided = { personId: by, hackathonId: before.hackathonId, subject: id };
    if (name !== before.name) {
      audit.record({ ...decided, action: 'team-renamed', detail: { from: before.name, to: name } });
    }
    if (helperId !== null && helperId !== before.helperId) {
      audit.record({ ...decided, action: 'help-coming', detail: { name } });
    }
    if (extendedUntil !== before.extendedUntil) {
      const detail = { name, from: before.extendedUntil, to: extendedUntil };
      audit.record({ ...decided, action: 'team-extended', detail });
    }
    return requireTeam(id);
  });

  return {
    get,
    list: (hackathonId) =>
      selectOfHackathon.all(hackathonId).sort((one, other) => compare(one.name, other.name)),
    create(hackathonId, { name }, by) {
      const team = create(hackathonId, name, by);
      changes.emit({ type: 'team', teamId: team.id, hackathonId });
      return team;
    },
    update(id, change, by) {
      const team = update(id, change, by);
      changes.emit({ type: 'team', teamId: id, hackathonId: team.hackathonId });
      return team;
    },
    addMember(teamId, personId) {
      const { hackathonId } = requireTeam(teamId);
      const isNew = insertMember.run({ teamId, personId, joinedAt: now() }).changes > 0;
      if (isNew) {
        changes.emit({ type: 'rights', personId });
        changes.emit({ type: 'team', teamId, hackathonId });
      }
      return isNew;
    },
    members: (teamId) => (isId(teamId) ? selectMembers.all(teamId) : []),
    deadlineAt,
  };
}
