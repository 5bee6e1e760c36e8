// The life of a document: draft → in review → finalised → reopened …, withdrawn. Each step asks
// `can()`, is one transaction, and reaches open sockets in the same turn (LI1, WS6). Knows no HTTP.
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { FinaliseAnswer } from '../../shared/api/documents.ts';
import type { FieldNote } from '../../shared/api/notes.ts';
import { createId } from '../../shared/ids.ts';
import { type Projection, project } from '../../shared/projection.ts';
import { recordPath } from '../../shared/record.ts';
import { type Actor, can, type DocumentState } from '../../shared/roles.ts';
import { validateForCatalogue } from '../../shared/validation.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Hackathons } from '../hackathons/hackathons.ts';
import { AppError, forbidden, notFound } from '../http/errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Rooms } from '../realtime/types.ts';
import { type DeadlineSnapshots, openDeadlineSnapshots } from './deadline-snapshots.ts';
import type { DocumentSubject } from './document-access.ts';
import type { DocumentRow, Documents } from './documents.ts';
import type { Improvements } from './improvements.ts';
import type { Notes } from './notes.ts';
import type { Projector } from './projector.ts';
import type { Versions } from './versions.ts';

/** Entries somebody has looked at and calls different, with the reason. */
interface NotTheSame {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** The steps. All throw `404 not_found` and `403 forbidden`. */
export interface Lifecycle extends DeadlineSnapshots {
  /**
   * Freezes the document into a revision of its record. Throws `422 not_ready` with `ProblemView[]`,
   * `409 possible_duplicate` with `DuplicateView[]`, `409 review_required`, `409 record_moved_on` with
   * `NewerRevision`, `409 record_gone`. Pressed twice, it answers
   * the same revision (LI1).
   */
  finalise(documentId: string, actor: Actor, options?: { notTheSame?: NotTheSame }): FinaliseAnswer;
  /** Hands a draft to the reviewers. Throws `422 not_ready`. */
  submit(documentId: string, actor: Actor): void;
  /**
   * A reviewer gives it back to the team, saying why; each of `fieldNotes` becomes a thread at its
   * field. Throws `422 unknown_field`.
   */
  returnToDraft(
    documentId: string,
    actor: Actor,
    note: string,
    fieldNotes?: readonly FieldNote[],
  ): void;
  /** Lets people write again; the last revision stays public. Undoes `withdraw`. */
  reopen(documentId: string, actor: Actor): void;
  /** Takes the document out of the hackathon and its record out of the catalogue. */
  withdraw(documentId: string, actor: Actor): void;
}

/** Opens the lifecycle over its parts. */
export function openLifecycle({
  db,
  rooms,
  documents,
  hackathons,
  projector,
  versions,
  notes,
  catalogue,
  improvements,
  changes,
  now,
}: {
  db: Database;
  rooms: Rooms;
  documents: Documents;
  hackathons: Hackathons;
  projector: Projector;
  versions: Versions;
  notes: Notes;
  catalogue: Catalogue;
  improvements: Pick<Improvements, 'requireCurrent'>;
  changes: Changes;
  now: () => number;
}): Lifecycle {
  const updateState = db.prepare<{
    id: string;
    state: DocumentState;
    at: number;
    withdrawnBy: string | null;
  }>(
    `UPDATE document SET state = :state, stateChangedAt = :at, withdrawnBy = :withdrawnBy
     WHERE id = :id`,
  );
  const selectFinalised = db.prepare<[string], { id: string }>(
    `SELECT id FROM document_version WHERE documentId = ? AND cause = 'finalised' LIMIT 1`,
  );
  const insertNote = db.prepare<[string, string, string, string, number]>(
    'INSERT INTO review_note (id, documentId, personId, note, at) VALUES (?, ?, ?, ?, ?)',
  );
  const isRehearsal = db.prepare<[string], { hackathonId: string }>(
    'SELECT hackathonId FROM rehearsal WHERE hackathonId = ?',
  );
  /** A document somebody may at least know of, with what `can()` is asked. */
  function begin(documentId: string, actor: Actor): [DocumentRow, DocumentSubject] {
    const row = documents.require(documentId);
    const subject = documents.subject(row);
    if (!can(actor, 'read', subject)) throw notFound('document');
    return [row, subject];
  }

  function leads(actor: Actor, { hackathonId, hackathonState }: DocumentSubject): boolean {
    return can(actor, 'facilitate', { type: 'hackathon', id: hackathonId, state: hackathonState });
  }

  function setState(
    row: DocumentRow,
    state: DocumentState,
    at: number,
    withdrawnBy: string | null = null,
  ): void {
    updateState.run({ id: row.id, state, at, withdrawnBy });
  }

  /** The state in which people write again: what was never finalised is a draft as before. */
  function writableState({ id, state }: DocumentRow): DocumentState {
    const wasFinalised = state === 'finalised' || selectFinalised.get(id) !== undefined;
    return wasFinalised ? 'reopened' : 'draft';
  }

  /** After the commit: the sockets first, so that nobody types into what is no longer theirs. */
  function announce(row: DocumentRow, recordId: string | null): void {
    rooms.refreshRights({ documentId: row.id });
    projector.flush(row.id);
    changes.emit({ type: 'document', documentId: row.id, hackathonId: row.hackathonId });
    if (recordId !== null) catalogue.announce(recordId, row.hackathonId);
  }

  /** What the document says once everything that has arrived is committed or refused. */
  function settle(row: DocumentRow): { projection: Projection; state: Uint8Array } {
    rooms.flush(row.id);
    return rooms.read(row.id, (doc) => ({
      projection: project(row.kind, doc),
      state: Y.encodeStateAsUpdate(doc),
    }));
  }

  function requireReady(projection: Projection): void {
    const problems = validateForCatalogue(projection);
    if (problems.length > 0) {
      throw new AppError(422, 'not_ready', 'Some fields keep this out of the catalogue.', problems);
    }
  }

  function requireUnique(row: DocumentRow, projection: Projection, different: readonly string[]) {
    const found = catalogue.duplicates
      .find({ ...projection, excludeDocumentId: row.id })
      .filter(({ id }) => !different.includes(id));
    if (found.length > 0) {
      throw new AppError(
        409,
        'possible_duplicate',
        'This may be in the catalogue already, or another team may be writing it.',
        found,
      );
    }
  }

  function audit(row: DocumentRow, actor: Actor, action: string, detail = {}): void {
    hackathons.audit.record({
      personId: actor.personId,
      hackathonId: row.hackathonId,
      action,
      subject: row.id,
      detail,
    });
  }

  /** The answer to a second press: nothing is left to do. */
  function alreadyFinalised(
    row: DocumentRow,
    subject: DocumentSubject,
    actor: Actor,
  ): FinaliseAnswer | null {
    const record = row.state === 'finalised' ? catalogue.recordOf(row.id) : null;
    if (record === null || !can(actor, 'finalise', { ...subject, state: 'draft' })) return null;
    return {
      recordId: record.id,
      revision: record.headRevision,
      path: recordPath(record.kind, record.slug),
      created: false,
    };
  }

  const freeze = db.transaction(
    (
      row: DocumentRow,
      actor: Actor,
      { projection, state }: ReturnType<typeof settle>,
      notTheSame: NotTheSame | undefined,
    ): FinaliseAnswer => {
      const at = now();
      const { kind, title, fields, plainText } = projection;
      const by = actor.personId;
      if (notTheSame) {
        const { ids, reason } = notTheSame;
        catalogue.duplicates.remember(row.id, ids, { personId: by, reason, at });
      }
      const published = catalogue.write({
        documentId: row.id,
        hackathonId: row.hackathonId,
        teamId: row.teamId,
        content: { kind, title, fields },
        plainText,
        contributors: versions.contributors(row.id),
        documentState: state,
        finalisedBy: by,
        at,
      });
      if (published.created) {
        versions.store(row.id, { cause: 'finalised', name: '', by, state, at });
      }
      setState(row, 'finalised', at);
      return published;
    },
  );

  return {
    ...openDeadlineSnapshots({ db, rooms, documents, versions }),
    finalise(documentId, actor, { notTheSame } = {}) {
      const [row, subject] = begin(documentId, actor);
      const already = alreadyFinalised(row, subject, actor);
      if (already !== null) return already;
      const reviews = can(actor, 'review', subject);
      if (!reviews && !can(actor, 'finalise', subject)) throw forbidden();
      const hackathon = hackathons.get(row.hackathonId);
      if (!reviews && hackathon?.reviewRequired === 1 && !leads(actor, subject)) {
        throw new AppError(409, 'review_required', 'Here a reviewer finalises: hand it in first.');
      }
      if (isRehearsal.get(row.hackathonId) !== undefined) {
        throw new AppError(409, 'rehearsal', 'A rehearsal ends here: nothing of it is published.');
      }
      const settled = settle(row);
      requireReady(settled.projection);
      improvements.requireCurrent(row);
      requireUnique(row, settled.projection, notTheSame?.ids ?? []);
      const answer = freeze.immediate(row, actor, settled, notTheSame);
      announce(row, answer.recordId);
      return answer;
    },
    submit(documentId, actor) {
      const [row, subject] = begin(documentId, actor);
      // A second press is no error, but only for somebody who could press first (AC1).
      if (row.state === 'in-review' && can(actor, 'submit', { ...subject, state: 'draft' })) return;
      if (!can(actor, 'submit', subject)) throw forbidden();
      requireReady(settle(row).projection);
      setState(row, 'in-review', now());
      announce(row, null);
    },
    returnToDraft(documentId, actor, note, fieldNotes = []) {
      const [row, subject] = begin(documentId, actor);
      if (!can(actor, 'review', subject)) throw forbidden();
      const at = now();
      db.transaction(() => {
        setState(row, writableState(row), at);
        insertNote.run(createId(), row.id, actor.personId, note, at);
        notes.attach(row, fieldNotes, actor);
        audit(row, actor, 'document-returned', { note });
      }).immediate();
      announce(row, null);
      if (fieldNotes.length > 0) notes.announce(row);
    },
    reopen(documentId, actor) {
      const [row, subject] = begin(documentId, actor);
      if (!can(actor, 'reopen', subject)) throw forbidden();
      db.transaction(() => {
        setState(row, writableState(row), now());
        // What was written down when it went is written down when it comes back.
        if (leads(actor, subject) || row.state === 'withdrawn') {
          audit(row, actor, 'document-reopened', { from: row.state });
        }
      }).immediate();
      announce(row, catalogue.recordOf(row.id)?.id ?? null);
    },
    withdraw(documentId, actor) {
      // Words of others that have just arrived make it theirs too.
      rooms.flush(documentId);
      const [row, subject] = begin(documentId, actor);
      if (row.state === 'withdrawn' && can(actor, 'withdraw', { ...subject, state: 'draft' }))
        return;
      if (!can(actor, 'withdraw', subject)) throw forbidden();
      db.transaction(() => {
        const at = now();
        setState(row, 'withdrawn', at, actor.personId);
        catalogue.withdraw(row.id, at);
        audit(row, actor, 'document-withdrawn', { from: row.state });
      }).immediate();
      announce(row, catalogue.recordOf(row.id)?.id ?? null);
    },
  };
}
