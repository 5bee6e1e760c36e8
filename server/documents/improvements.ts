// "Improve this entry": a document in which a team goes on from a published record, of whichever
// hackathon. When it is finalised it becomes the next revision of that record. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import type { DocumentSeed } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import { createId } from '../../shared/ids.ts';
import { isEmptyValue } from '../../shared/projection.ts';
import type { RevisionContent } from '../../shared/record.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { DocumentRow, Documents } from './documents.ts';
import { createFirstContent, type FirstContent } from './first-content.ts';

/** An improvement whose document is still to be made. */
export interface PreparedImprovement {
  readonly recordId: string;
  /** The revision it goes on from. */
  readonly baseRevision: number;
  readonly content: FirstContent;
}

/** Somebody at work on a record. */
export interface WorkInProgress {
  readonly documentId: string;
  readonly teamId: string;
  readonly teamName: string;
}

/** Improving records. */
export interface Improvements {
  /**
   * Opens a document that goes on from a record's newest revision; a team's own open one is answered
   * again. Throws `404 not_found` and, unless `alongside`, `409 already_improved` with
   * `WorkInProgress[]` when others of the hackathon are at it.
   */
  improve(
    recordId: string,
    teamId: string,
    by: string,
    options?: { alongside?: boolean | undefined },
  ): { documentId: string; created: boolean };
  /**
   * The content an improvement begins with; `more` fills fields of which the record says nothing.
   * `null` when there is no such published record.
   */
  prepare(recordId: string, more?: DocumentSeed): PreparedImprovement | null;
  /** Makes the document inside the caller's transaction, who tells of it afterwards. */
  begin(prepared: PreparedImprovement, teamId: string, by: string | null): DocumentRow;
}

/** Opens improvements over the documents and records in `db`. */
export function openImprovements({
  db,
  documents,
  hackathons,
  changes,
}: {
  db: Database;
  documents: Documents;
  hackathons: Hackathons;
  changes: Changes;
}): Improvements {
  const selectHead = db.prepare<[string], { headRevision: number; content: string }>(
    `SELECT record.headRevision, revision.content FROM record
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     WHERE record.id = ? AND record.state = 'published'`,
  );
  const selectAtWork = db.prepare<{ recordId: string; hackathonId: string }, WorkInProgress>(
    `SELECT document.id AS documentId, document.teamId, team.name AS teamName
     FROM document_record
     JOIN document ON document.id = document_record.documentId
     JOIN team ON team.id = document.teamId
     WHERE document_record.recordId = :recordId AND document.hackathonId = :hackathonId
       AND document.state IN ('draft', 'in-review', 'reopened')
     ORDER BY document.createdAt, document.id`,
  );
  const insertOrigin = db.prepare<[string, string, number]>(
    'INSERT INTO document_record (documentId, recordId, baseRevision) VALUES (?, ?, ?)',
  );

  function prepare(recordId: string, more: DocumentSeed = {}): PreparedImprovement | null {
    const head = selectHead.get(recordId);
    if (head === undefined) return null;
    const { kind, fields } = JSON.parse(head.content) as RevisionContent;
    const seed = { ...fields } as Record<string, unknown>;
    for (const [name, value] of Object.entries(more)) {
      const said = fields[name];
      if (isEmptyValue(said)) seed[name] = value;
      // A language the record has nothing in is filled too; what it says stays as it is.
      else if (getField(kind, name)?.localised)
        seed[name] = { ...(value as object), ...(said as object) };
    }
    const content = createFirstContent(kind, seed);
    return { recordId, baseRevision: head.headRevision, content };
  }

  const begin = db.transaction(
    (
      { recordId, baseRevision, content }: PreparedImprovement,
      teamId: string,
      by: string | null,
    ): DocumentRow => {
      const row = documents.plant({ id: createId(), teamId, content, by });
      insertOrigin.run(row.id, recordId, baseRevision);
      return row;
    },
  );

  return {
    improve(recordId, teamId, by, { alongside = false } = {}) {
      const team = hackathons.teams.get(teamId);
      if (team === null) throw notFound('team');
      const atWork = selectAtWork.all({ recordId, hackathonId: team.hackathonId });
      const mine = atWork.find((one) => one.teamId === teamId);
      if (mine !== undefined) return { documentId: mine.documentId, created: false };
      const prepared = prepare(recordId);
      if (prepared === null) throw notFound('record');
      if (atWork.length > 0 && !alongside) {
        throw new AppError(409, 'already_improved', 'Others are improving it now.', atWork);
      }
      const { id, hackathonId } = begin.immediate(prepared, teamId, by);
      changes.emit({ type: 'document', documentId: id, hackathonId });
      return { documentId: id, created: true };
    },
    prepare,
    begin: (prepared, teamId, by) => begin.immediate(prepared, teamId, by),
  };
}
