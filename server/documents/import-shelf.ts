// Imports that were made: their receipts, the mappings chosen for them, and taking one back. Knows no
// format.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type {
  ImportedRow,
  ImportReceipt,
  ImportSummary,
  UndoAnswer,
} from '../../shared/api/imports.ts';
import type { ImportFormat } from '../../shared/import-formats.ts';
import { normaliseName } from '../../shared/normalise.ts';
import type { ImportSource } from '../catalogue/importers/raw-entry.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import type { HackathonRow } from '../hackathons/rows.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rooms } from '../realtime/types.ts';

/** An import to be kept, with what it made. */
interface FinishedImport {
  readonly id: string;
  readonly place: { readonly hackathon: HackathonRow; readonly teamId: string | null };
  readonly fileName: string;
  readonly source: Pick<ImportSource, 'format' | 'columns'>;
  readonly rows: readonly ImportedRow[];
  /** Documents that are no row: organisations that relations name. */
  readonly besideIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly by: string | null;
}

/** The shelf. */
interface ImportShelf {
  /** Keeps an import with its decision, inside the caller's transaction. */
  store(finished: FinishedImport): void;
  /** What columns of these headings were last taken for. */
  recall(hackathonId: string, headings: readonly string[]): readonly string[] | null;
  list(hackathonId: string, by: string | null): ImportSummary[];
  owner(id: string): { readonly hackathonId: string; readonly personId: string | null } | null;
  get(id: string): ImportReceipt;
  undo(id: string, by: string | null): UndoAnswer;
}

interface ImportRecord {
  readonly id: string;
  readonly hackathonId: string;
  readonly teamId: string | null;
  readonly personId: string | null;
  readonly fileName: string;
  readonly format: ImportFormat;
  readonly at: number;
  readonly created: number;
  readonly improved: number;
  readonly organisations: number;
  readonly teams: number;
  readonly report: string;
  readonly undoneAt: number | null;
}

type SummaryRecord = Omit<ImportRecord, 'report'> & { readonly personName: string | null };

const SUMMARY_COLUMNS = `import.id, import.hackathonId, import.teamId, import.personId,
  import.fileName, import.format, import.at, import.created, import.improved,
  import.organisations, import.teams, import.undoneAt,
  iif(person.erasedAt IS NULL, person.name, '') AS personName`;

/** Opens the shelf in `db`. */
export function openImportShelf({
  db,
  now,
  changes,
  rooms,
  hackathons,
}: {
  readonly db: Database;
  readonly now: () => number;
  readonly changes: Changes;
  readonly rooms: Pick<Rooms, 'flush' | 'refreshRights'>;
  readonly hackathons: Hackathons;
}): ImportShelf {
  const insert = db.prepare<Omit<ImportRecord, 'undoneAt'>>(
    `INSERT INTO import (id, hackathonId, teamId, personId, fileName, format, at, created, improved,
       organisations, teams, report)
     VALUES (:id, :hackathonId, :teamId, :personId, :fileName, :format, :at, :created, :improved,
       :organisations, :teams, :report)`,
  );
  const insertDocument = db.prepare<{ importId: string; documentId: string }>(
    `INSERT INTO import_document (documentId, importId, throughSeq)
     VALUES (:documentId, :importId,
       (SELECT coalesce(max(seq), 0) FROM document_update WHERE documentId = :documentId))`,
  );
  const insertTeam = db.prepare<[string, string]>(
    'INSERT INTO import_team (teamId, importId) VALUES (?, ?)',
  );
  const upsertMapping = db.prepare<[string, string, string]>(
    `INSERT INTO import_mapping (hackathonId, headings, mapping) VALUES (?, ?, ?)
     ON CONFLICT (hackathonId, headings) DO UPDATE SET mapping = excluded.mapping`,
  );
  const selectMapping = db
    .prepare<[string, string], string>(
      'SELECT mapping FROM import_mapping WHERE hackathonId = ? AND headings = ?',
    )
    .pluck();
  const selectList = db.prepare<{ hackathonId: string; by: string | null }, SummaryRecord>(
    `SELECT ${SUMMARY_COLUMNS} FROM import LEFT JOIN person ON person.id = import.personId
     WHERE import.hackathonId = :hackathonId AND (:by IS NULL OR import.personId = :by)
     ORDER BY import.at DESC, import.rowid DESC`,
  );
  const selectOne = db.prepare<[string], SummaryRecord & { report: string }>(
    `SELECT ${SUMMARY_COLUMNS}, import.report FROM import
     LEFT JOIN person ON person.id = import.personId WHERE import.id = ?`,
  );
  const selectMade = db.prepare<[string], { documentId: string; title: string; isWorkedOn: 0 | 1 }>(
    `SELECT made.documentId, projection.title,
       document.state <> 'draft'
         OR EXISTS (SELECT 1 FROM document_update AS later
           WHERE later.documentId = made.documentId AND later.seq > made.throughSeq)
         OR EXISTS (SELECT 1 FROM note_thread WHERE note_thread.documentId = made.documentId)
         OR EXISTS (SELECT 1 FROM revision_source AS source
           WHERE source.documentId = made.documentId)
         OR EXISTS (SELECT 1 FROM record WHERE record.documentId = made.documentId) AS isWorkedOn
     FROM import_document AS made
     JOIN document ON document.id = made.documentId
     JOIN document_projection AS projection ON projection.documentId = made.documentId
     WHERE made.importId = ? ORDER BY document.createdAt, document.rowid`,
  );
  const deleteDocument = db.prepare<[string]>('DELETE FROM document WHERE id = ?');
  const selectEmptyTeams = db
    .prepare<[string], string>(
      `SELECT teamId FROM import_team WHERE importId = ?
         AND NOT EXISTS (SELECT 1 FROM team_member WHERE team_member.teamId = import_team.teamId)
         AND NOT EXISTS (SELECT 1 FROM document WHERE document.teamId = import_team.teamId)`,
    )
    .pluck();
  const deleteTeam = db.prepare<[string]>('DELETE FROM team WHERE id = ?');
  const markUndone = db.prepare<[number, string | null, string]>(
    'UPDATE import SET undoneAt = ?, undoneBy = ? WHERE id = ?',
  );

  function requireOne(id: string) {
    const found = selectOne.get(id);
    if (found === undefined) throw notFound('import');
    return found;
  }

  const undo = db.transaction((id: string, by: string | null) => {
    const { hackathonId, undoneAt, fileName } = requireOne(id);
    if (undoneAt !== null) throw new AppError(409, 'import_undone', 'It was taken back already.');
    const made = selectMade.all(id);
    const removed = made.filter(({ isWorkedOn }) => isWorkedOn === 0);
    for (const { documentId } of removed) deleteDocument.run(documentId);
    const teamIds = selectEmptyTeams.all(id);
    for (const teamId of teamIds) deleteTeam.run(teamId);
    markUndone.run(now(), by, id);
    const kept = made.filter(({ isWorkedOn }) => isWorkedOn === 1);
    hackathons.audit.record({
      personId: by,
      hackathonId,
      action: 'import-undone',
      subject: id,
      detail: { fileName, removed: removed.length, kept: kept.length },
    });
    return { hackathonId, removed, kept, teamIds };
  });

  return {
    store({ id, place, fileName, source, rows, besideIds, teamIds, by }) {
      const { hackathon, teamId } = place;
      const made = rows.filter(({ documentId }) => documentId !== null);
      const counts = {
        created: made.filter(({ done }) => done === 'created').length,
        improved: made.filter(({ done }) => done === 'improved').length,
        organisations: besideIds.length,
        teams: teamIds.length,
      };
      insert.run({
        id,
        hackathonId: hackathon.id,
        teamId,
        personId: by,
        fileName,
        format: source.format,
        at: now(),
        ...counts,
        report: JSON.stringify(rows),
      });
      for (const documentId of [...made.map((row) => row.documentId!), ...besideIds]) {
        insertDocument.run({ documentId, importId: id });
      }
      for (const one of teamIds) insertTeam.run(one, id);
      if (source.columns !== null) {
        const headings = source.columns.map(({ heading }) => heading);
        const mapping = source.columns.map(({ target }) => target);
        upsertMapping.run(hackathon.id, headingsKey(headings), JSON.stringify(mapping));
      }
      const detail = { fileName, ...counts, entries: counts.created };
      const decision = { personId: by, hackathonId: hackathon.id, subject: id, detail };
      hackathons.audit.record({ ...decision, action: 'work-imported' });
    },
    recall(hackathonId, headings) {
      const found = selectMapping.get(hackathonId, headingsKey(headings));
      return found === undefined ? null : (JSON.parse(found) as string[]);
    },
    list: (hackathonId, by) => selectList.all({ hackathonId, by }).map(toSummary),
    owner(id) {
      const found = selectOne.get(id);
      return found === undefined
        ? null
        : { hackathonId: found.hackathonId, personId: found.personId };
    },
    get(id) {
      const { report, ...found } = requireOne(id);
      const rows = JSON.parse(report) as ImportedRow[];
      const count = (wanted: ImportedRow['done']) =>
        rows.filter(({ done }) => done === wanted).length;
      return {
        ...toSummary(found),
        improved: found.improved,
        skipped: count('skipped'),
        refused: count('refused'),
        rows,
      };
    },
    undo(id, by) {
      // What has arrived is in the log before it is asked who worked on what.
      for (const { documentId } of selectMade.all(id)) rooms.flush(documentId);
      const { hackathonId, removed, kept, teamIds } = undo.immediate(id, by);
      for (const { documentId } of removed) {
        rooms.refreshRights({ documentId });
        changes.emit({ type: 'document', documentId, hackathonId });
      }
      for (const teamId of teamIds) changes.emit({ type: 'team', teamId, hackathonId });
      return {
        removed: removed.length,
        kept: kept.map(({ documentId, title }) => ({ documentId, title })),
        teams: teamIds.length,
      };
    },
  };
}

function toSummary(row: SummaryRecord): ImportSummary {
  const { id, fileName, format, at, personName, created, organisations, teams, undoneAt } = row;
  const canUndo = undoneAt === null;
  return { id, fileName, format, at, personName, created, organisations, teams, undoneAt, canUndo };
}

/** One key for one set of headings, in their order, however they are written. */
function headingsKey(headings: readonly string[]): string {
  return createHash('sha256').update(headings.map(normaliseName).join('\n')).digest('hex');
}
