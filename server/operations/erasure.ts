// Takes a person out of the database and leaves their work: what they wrote stays under an id that
// no longer leads to anybody, so that logs, revisions and their hashes stay whole.
import type { Database } from 'better-sqlite3';
import type { Audit } from '../hackathons/audit.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import { PERSON_COLUMNS } from './personal-data.ts';

/**
 * What an erased person's row says, in case a statement shows names without asking: those that ask
 * answer an empty name, which screens show as "a participant".
 */
const ERASED_NAME = 'erased';

/** Why somebody is erased. */
type ErasureReason = 'asked' | 'retention' | 'restored';

/** Erases people. */
export interface Erasure {
  /**
   * Removes name, e-mail, password, sessions, memberships and links, in one transaction; open sockets
   * close. Doing it twice is the same as once. `by` is null for the clock and the command line.
   * Throws `404 not_found`, `409 last_administrator`.
   */
  erase(personId: string, options: { by: string | null; reason: ErasureReason }): void;
}

/** Prepares erasing in `db`. */
export function createErasure({
  db,
  now,
  changes,
  audit,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  audit: Audit;
}): Erasure {
  const selectPerson = db.prepare<
    [string],
    { name: string; email: string | null; isAdministrator: 0 | 1; erasedAt: number | null }
  >('SELECT name, email, isAdministrator, erasedAt FROM person WHERE id = ?');
  const countAdministrators = db
    .prepare<[], number>('SELECT count(*) FROM person WHERE isAdministrator = 1')
    .pluck();
  const selectTeams = db.prepare<[string], { teamId: string; hackathonId: string }>(
    `SELECT team.id AS teamId, team.hackathonId FROM team_member
     JOIN team ON team.id = team_member.teamId WHERE team_member.personId = ?`,
  );
  const selectShown = db.prepare<[string], { documentId: string; hackathonId: string }>(
    `SELECT document.id AS documentId, document.hackathonId FROM document_projection
     JOIN document ON document.id = document_projection.documentId
     WHERE document_projection.lastEditedBy = ?`,
  );
  const removals = Object.entries(PERSON_COLUMNS)
    .filter(([, fate]) => fate === 'removed')
    .map(([place]) => {
      const [table, column] = place.split('.');
      return db.prepare<[string]>(`DELETE FROM ${table} WHERE ${column} = ?`);
    });
  const anonymise = db.prepare<{ id: string; name: string; at: number }>(
    `UPDATE person SET name = :name, email = NULL, passwordHash = NULL, isAdministrator = 0,
       language = 'en', erasedAt = :at WHERE id = :id`,
  );
  const selectDecisions = db.prepare<{ id: string }, { seq: number; detail: string }>(
    'SELECT seq, detail FROM audit WHERE personId = :id OR subject = :id',
  );
  const updateDecision = db.prepare<[string, number]>('UPDATE audit SET detail = ? WHERE seq = ?');

  /** A decision stays; the name or e-mail it mentions goes. */
  function forgetInDecisions(id: string, words: ReadonlySet<string>): void {
    for (const { seq, detail } of selectDecisions.all({ id })) {
      const cleaned = JSON.stringify(without(words, JSON.parse(detail)));
      if (cleaned !== detail) updateDecision.run(cleaned, seq);
    }
  }

  const erase = db.transaction(
    (id: string, { by, reason }: { by: string | null; reason: ErasureReason }): boolean => {
      const person = selectPerson.get(id);
      if (person === undefined) throw notFound('person');
      if (person.erasedAt !== null) return false;
      // Who was erased in the replaced database is erased again, whoever is left to administrate.
      const isFree = reason === 'restored';
      if (!isFree && person.isAdministrator === 1 && (countAdministrators.get() ?? 0) <= 1) {
        throw new AppError(
          409,
          'last_administrator',
          'Nobody could run this server any more. Make somebody else administrator first.',
        );
      }
      for (const statement of removals) statement.run(id);
      anonymise.run({ id, name: ERASED_NAME, at: now() });
      const words = [person.name, person.email].filter((word) => word !== null);
      forgetInDecisions(id, new Set(words));
      const action = 'person-erased';
      audit.record({ personId: by, hackathonId: null, action, subject: id, detail: { reason } });
      return true;
    },
  );

  return {
    erase(personId, options) {
      const teams = selectTeams.all(personId);
      const shown = selectShown.all(personId);
      if (!erase.immediate(personId, options)) return;
      changes.emit({ type: 'rights', personId });
      for (const team of teams) changes.emit({ type: 'team', ...team });
      for (const document of shown) changes.emit({ type: 'document', ...document });
    },
  };
}

function without(words: ReadonlySet<string>, value: unknown): unknown {
  if (typeof value === 'string') return words.has(value) ? '' : value;
  if (Array.isArray(value)) return value.map((item) => without(words, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, without(words, item)]),
  );
}
