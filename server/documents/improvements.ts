// "Improve this entry": a document in which a team goes on from a published record, of whichever
// hackathon. When it is finalised it becomes the next revision of that record. Knows no HTTP.
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { NewerRevision, RebaseAnswer, WorkInProgress } from '../../shared/api/improvements.ts';
import { type DocumentSeed, writeSeed } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import { createId } from '../../shared/ids.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type FieldValues, isEmptyValue, project } from '../../shared/projection.ts';
import { type RecordState, type RevisionContent, recordPath } from '../../shared/record.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rooms } from '../realtime/types.ts';
import type { DocumentRow, Documents } from './documents.ts';
import { createFirstContent, type FirstContent } from './first-content.ts';
import { makeEqual } from './make-equal.ts';
import { mergeFields } from './merge-fields.ts';
import type { Versions } from './versions.ts';

/** An improvement whose document is still to be made. */
export interface PreparedImprovement {
  readonly recordId: string;
  /** The revision it goes on from. */
  readonly baseRevision: number;
  readonly content: FirstContent;
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
  /**
   * Throws `409 record_moved_on` with `NewerRevision` when the record a document writes has been
   * published from elsewhere since, and `409 record_gone` when one it improves was taken out.
   */
  requireCurrent(document: DocumentRow): void;
  /**
   * Takes the newest revision into the live document (SY9): fields that nobody changed here follow it,
   * fields that both changed stay. What it said before is kept as a version.
   */
  rebase(document: DocumentRow, by: string): RebaseAnswer;
}

/** A document's record as it is now. */
interface Origin {
  readonly recordId: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly state: RecordState;
  readonly headRevision: number;
  readonly baseRevision: number;
  /** Whether the record began with this document. */
  readonly isOwn: 0 | 1;
  readonly teamName: string | null;
  readonly hackathonName: string;
}

/** Opens improvements over the documents and records in `db`. */
export function openImprovements({
  db,
  rooms,
  documents,
  hackathons,
  versions,
  changes,
}: {
  db: Database;
  rooms: Pick<Rooms, 'flush' | 'read' | 'edit'>;
  documents: Documents;
  hackathons: Hackathons;
  versions: Pick<Versions, 'create'>;
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

  const selectOrigin = db.prepare<[string], Origin>(
    `SELECT document_record.baseRevision, record.id AS recordId, record.kind, record.slug,
       record.state, record.headRevision, record.documentId = document_record.documentId AS isOwn,
       team.name AS teamName, hackathon.name AS hackathonName
     FROM document_record
     JOIN record ON record.id = document_record.recordId
     JOIN revision_source AS source
       ON source.recordId = record.id AND source.number = record.headRevision
     JOIN hackathon ON hackathon.id = source.hackathonId
     LEFT JOIN team ON team.id = source.teamId
     WHERE document_record.documentId = ?`,
  );
  const selectContent = db
    .prepare<[string, number], string>(
      'SELECT content FROM revision WHERE recordId = ? AND number = ?',
    )
    .pluck();
  const updateBase = db.prepare<[number, string]>(
    'UPDATE document_record SET baseRevision = ? WHERE documentId = ?',
  );

  function fieldsAt(recordId: string, number: number): FieldValues {
    const content = selectContent.get(recordId, number);
    if (content === undefined) throw notFound('revision');
    return (JSON.parse(content) as RevisionContent).fields;
  }

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
    requireCurrent({ id }) {
      const origin = selectOrigin.get(id);
      if (origin === undefined) return;
      const { state, isOwn, headRevision, baseRevision, kind, slug } = origin;
      if (state !== 'published' && isOwn === 0) {
        throw new AppError(409, 'record_gone', 'The entry this goes on from was taken out.');
      }
      if (headRevision === baseRevision) return;
      const { teamName, hackathonName } = origin;
      const path = recordPath(kind, slug);
      throw new AppError(409, 'record_moved_on', 'A newer revision was published meanwhile.', {
        revision: headRevision,
        base: baseRevision,
        path,
        teamName,
        hackathonName,
      } satisfies NewerRevision);
    },
    rebase({ id, kind }, by) {
      const origin = selectOrigin.get(id);
      // What writes no record yet has nothing newer to take in.
      if (origin === undefined) return { revision: 0, taken: [], kept: [] };
      const { recordId, headRevision, baseRevision } = origin;
      if (headRevision === baseRevision) return { revision: headRevision, taken: [], kept: [] };
      rooms.flush(id);
      const { fields, taken, kept } = mergeFields(kind, {
        base: fieldsAt(recordId, baseRevision),
        theirs: fieldsAt(recordId, headRevision),
        mine: rooms.read(id, (doc) => project(kind, doc)).fields,
      });
      versions.create(id, { cause: 'restored', name: '', by });
      const wanted = new Y.Doc();
      try {
        writeSeed(kind, wanted, fields);
        rooms.edit(id, { type: 'server', personId: by, reason: 'rebase' }, (doc) =>
          makeEqual(kind, doc, wanted),
        );
      } finally {
        wanted.destroy();
      }
      // After the words: a crash in between leaves a document that is asked to take them in again.
      updateBase.run(headRevision, id);
      return { revision: headRevision, taken, kept };
    },
  };
}
