// Brings teams and entries of a table into a hackathon: all of it or nothing. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { ImportAnswer } from '../../shared/api/hackathons.ts';
import { CsvError, type CsvRow, readCsv } from '../../shared/csv.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import type { HackathonRow } from '../hackathons/rows.ts';
import { languagesOf } from '../hackathons/rows.ts';
import { AppError } from '../http/errors.ts';
import type { Documents } from './documents.ts';
import { planImport } from './import-plan.ts';

/** Rows of one table; a hall has some hundreds of entries. */
const MAX_ROWS = 2000;

/** Imports tables. */
export interface BulkImport {
  /**
   * What a table would bring, and with `write` brings it. A row that is there already is left alone,
   * so that a corrected table can be sent again. Throws `422 not_a_table`, `no_team_column`,
   * `too_many_rows` and, with `write`, `import_has_problems`.
   */
  run(
    hackathon: HackathonRow,
    csv: string,
    options: { language?: string | undefined; write: boolean; by: string },
  ): ImportAnswer;
}

/** Opens the import over its parts. */
export function openBulkImport({
  db,
  hackathons,
  documents,
}: {
  db: Database;
  hackathons: Hackathons;
  documents: Documents;
}): BulkImport {
  function plan(hackathon: HackathonRow, csv: string) {
    const found = planImport(readTable(csv), {
      teams: hackathons.teams.list(hackathon.id),
      documents: documents.summaries({ hackathonId: hackathon.id }),
    });
    if (found.type === 'no-team-column') {
      throw new AppError(422, 'no_team_column', 'The first line has to name a column "team".');
    }
    return [...found.rows];
  }

  const write = db.transaction(
    (hackathon: HackathonRow, rows: ImportAnswer['rows'], language: string, by: string) => {
      const teamIds = new Map(
        hackathons.teams.list(hackathon.id).map(({ id, name }) => [name.toLowerCase(), id]),
      );
      for (const { team, kind, name, summary, outcome } of rows) {
        const key = team.toLowerCase();
        if (!teamIds.has(key)) {
          const { id } = hackathons.teams.create(hackathon.id, { name: team }, by);
          hackathons.codes.create(hackathon.id, { teamId: id }, by);
          teamIds.set(key, id);
        }
        if (kind === null || outcome === 'known') continue;
        const seed = { name, ...(summary === '' ? {} : { summary: { [language]: summary } }) };
        documents.create({ teamId: teamIds.get(key)!, kind, seed, by });
      }
      const { teams, entries } = countNew(rows);
      hackathons.audit.record({
        personId: by,
        hackathonId: hackathon.id,
        action: 'work-imported',
        subject: hackathon.id,
        detail: { teams, entries },
      });
    },
  );

  return {
    run(hackathon, csv, { language, write: isWriting, by }) {
      const rows = plan(hackathon, csv);
      if (isWriting) {
        if (rows.some(({ outcome }) => outcome === 'problem')) {
          throw new AppError(422, 'import_has_problems', 'Mend the marked rows first.', rows);
        }
        const languages = languagesOf(hackathon);
        const chosen = languages.find((one) => one === language) ?? languages[0] ?? 'en';
        hackathons.together(() => write.immediate(hackathon, rows, chosen, by));
      }
      return { rows, ...countNew(rows), isWritten: isWriting };
    },
  };
}

function readTable(csv: string): CsvRow[] {
  let table: CsvRow[];
  try {
    table = readCsv(csv);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new AppError(422, 'not_a_table', error.message, { line: error.line });
  }
  if (table.length > MAX_ROWS + 1) {
    throw new AppError(422, 'too_many_rows', `At most ${MAX_ROWS} rows at once.`);
  }
  return table;
}

function countNew(rows: ImportAnswer['rows']): { teams: number; entries: number } {
  const count = (...outcomes: string[]) =>
    rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    teams: count('new-team', 'new-team-and-entry'),
    entries: count('new-entry', 'new-team-and-entry'),
  };
}
