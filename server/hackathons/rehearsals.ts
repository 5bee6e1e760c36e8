// Hackathons of bots: marked from their beginning, and taken away with everybody who was only there.
import type { Database } from 'better-sqlite3';
import { AppError } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Hackathons } from './hackathons.ts';
import type { HackathonRow } from './rows.ts';

/** What a rehearsal begins with. */
type NewRehearsal = Parameters<Hackathons['create']>[0];

/** The rehearsals of this server. */
export interface Rehearsals {
  /** A hackathon whose entries are handed in and never published. */
  create(hackathon: NewRehearsal, by: string): HackathonRow;
  has(hackathonId: string): boolean;
  /**
   * Removes it wholly: documents, teams, what was decided, and guests who were in nothing else.
   * Throws `409 not_a_rehearsal`.
   */
  remove(hackathonId: string, by: string): void;
}

/** Opens the rehearsals kept in `db`. */
export function openRehearsals({
  db,
  now,
  changes,
  hackathons,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  hackathons: Pick<Hackathons, 'create' | 'get' | 'audit' | 'together'>;
}): Rehearsals {
  const mark = db.prepare<[string, number]>(
    'INSERT INTO rehearsal (hackathonId, createdAt) VALUES (?, ?)',
  );
  const select = db
    .prepare<[string], string>('SELECT hackathonId FROM rehearsal WHERE hackathonId = ?')
    .pluck();
  const selectGuests = db
    .prepare<{ id: string }, string>(
      `SELECT person.id FROM person
       WHERE email IS NULL AND isAdministrator = 0
         AND EXISTS (SELECT 1 FROM team_member JOIN team ON team.id = team_member.teamId
           WHERE personId = person.id AND hackathonId = :id)
         AND NOT EXISTS (SELECT 1 FROM team_member JOIN team ON team.id = team_member.teamId
           WHERE personId = person.id AND hackathonId <> :id)
         AND NOT EXISTS (SELECT 1 FROM hackathon_facilitator
           WHERE personId = person.id AND hackathonId <> :id)
         AND NOT EXISTS (SELECT 1 FROM revision WHERE finalisedBy = person.id)`,
    )
    .pluck();
  const removals = [
    `DELETE FROM not_the_same WHERE firstId IN (SELECT id FROM document WHERE hackathonId = :id)
       OR secondId IN (SELECT id FROM document WHERE hackathonId = :id)`,
    'DELETE FROM document WHERE hackathonId = :id',
    'DELETE FROM team WHERE hackathonId = :id',
    'DELETE FROM hackathon WHERE id = :id',
  ].map((sql) => db.prepare<{ id: string }>(sql));
  const removePerson = db.prepare<[string]>('DELETE FROM person WHERE id = ?');

  const removeAll = db.transaction((id: string, by: string): void => {
    const name = hackathons.get(id)?.name ?? '';
    const guests = selectGuests.all({ id });
    for (const statement of removals) statement.run({ id });
    for (const personId of guests) removePerson.run(personId);
    hackathons.audit.record({
      personId: by,
      hackathonId: null,
      action: 'rehearsal-removed',
      subject: id,
      detail: { name, people: guests.length },
    });
  });

  return {
    create: (hackathon, by) =>
      hackathons.together(() => {
        const row = hackathons.create({ ...hackathon, reviewRequired: true }, by);
        mark.run(row.id, now());
        return row;
      }),
    has: (hackathonId) => select.get(hackathonId) !== undefined,
    remove(hackathonId, by) {
      if (select.get(hackathonId) === undefined) {
        throw new AppError(409, 'not_a_rehearsal', 'Only a rehearsal can be removed.');
      }
      removeAll.immediate(hackathonId, by);
      // Everybody's rights are asked again: what was open leads nowhere now.
      changes.emit({ type: 'rights' });
    },
  };
}
