// A document's history: versions kept, what differs between two, going back to one, who wrote what.
// Knows no HTTP.
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';
import type { AuthorshipView, FieldDiff, VersionView } from '../../shared/api/history.ts';
import { commitmentRoot } from '../../shared/document.ts';
import { createId } from '../../shared/ids.ts';
import { type FieldValues, project, type Signatory } from '../../shared/projection.ts';
import type { Contributors } from '../../shared/record.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { prepareVersionImages } from '../catalogue/image-uses.ts';
import { notFound } from '../http/errors.ts';
import type { Rooms } from '../realtime/types.ts';
import { type AuthorshipRow, openAuthorship } from './authorship.ts';
import type { DocumentRow, Documents } from './documents.ts';
import { diffFields } from './field-diff.ts';
import { makeEqual } from './make-equal.ts';
import { preparePastState } from './past-state.ts';

/** Why a version was kept. */
type VersionCause = VersionView['cause'];

/** A document's history. */
export interface Versions {
  /** Newest first. */
  list(documentId: string): VersionView[];
  /** Keeps what the document says now. */
  create(
    documentId: string,
    version: { cause: VersionCause; name: string; by: string | null },
  ): VersionView;
  /** Keeps a given state; joins the caller's transaction, if there is one. */
  store(
    documentId: string,
    version: {
      cause: VersionCause;
      name: string;
      by: string | null;
      state: Uint8Array;
      at: number;
    },
  ): VersionView;
  /** The fields that differ, `first` being the empty document and `now` the live one. */
  diff(documentId: string, from: string, to: string): FieldDiff[];
  /**
   * Makes the live document say what a version says, as a new change by `by` (LI6, SY9). What it
   * said before is kept as a version of cause `restored`, which is returned.
   */
  restore(documentId: string, versionId: string, by: string): VersionView;
  authorship(documentId: string): AuthorshipView[];
  /** Who wrote which root and when last, by place in the log. */
  authors(documentId: string): AuthorshipRow[];
  /** What changed since a place in the log. */
  diffSince(documentId: string, seq: number): FieldDiff[];
  /** Person ids by root, first writer first, from the log (LI4). */
  contributors(documentId: string): Contributors;
  /** Keeps the state before a deletion of more than half of a field (LI6); runs inside the turn. */
  beforeLargeDeletion(documentId: string, doc: Y.Doc, personId: string | null): void;
}

/**
 * Most snapshots before deletions that one document keeps a minute. Without it, one person writing
 * and deleting two words in a loop would fill the disk; the log holds every word all the same.
 */
const MAX_DELETION_SNAPSHOTS_A_MINUTE = 12;

interface VersionRow {
  id: string;
  documentId: string;
  cause: VersionCause;
  name: string;
  personName: string | null;
  at: number;
}

/** Opens the histories kept in `db`. */
export function openVersions({
  db,
  rooms,
  documents,
  accounts,
  now,
}: {
  db: Database;
  rooms: Rooms;
  documents: Documents;
  accounts: Accounts;
  now: () => number;
}): Versions {
  const authorship = openAuthorship(db);
  const stateAt = preparePastState(db);
  const columns = `version.id, version.documentId, version.cause, version.name, version.at,
    iif(person.erasedAt IS NULL, person.name, '') AS personName`;
  const selectVersions = db.prepare<[string], VersionRow>(
    `SELECT ${columns} FROM document_version AS version
     LEFT JOIN person ON person.id = version.personId
     WHERE version.documentId = ? ORDER BY version.at DESC, version.rowid DESC`,
  );
  const selectVersion = db.prepare<[string, string], VersionRow>(
    `SELECT ${columns} FROM document_version AS version
     LEFT JOIN person ON person.id = version.personId
     WHERE version.documentId = ? AND version.id = ?`,
  );
  const selectState = db
    .prepare<[string, string], Uint8Array>(
      'SELECT state FROM document_version WHERE documentId = ? AND id = ?',
    )
    .pluck();
  const selectLastSeq = db
    .prepare<[string], number | null>('SELECT max(seq) FROM document_update WHERE documentId = ?')
    .pluck();
  const countDeletions = db
    .prepare<[string, number], number>(
      `SELECT count(*) FROM document_version
       WHERE documentId = ? AND at > ? AND cause = 'large-deletion'`,
    )
    .pluck();
  const selectLastVersionSeq = db
    .prepare<[string], number>(
      `SELECT throughSeq FROM document_version WHERE documentId = ? ORDER BY rowid DESC LIMIT 1`,
    )
    .pluck();
  const insert = db.prepare<{
    id: string;
    documentId: string;
    cause: VersionCause;
    name: string;
    state: Uint8Array;
    throughSeq: number;
    personId: string | null;
    at: number;
  }>(
    `INSERT INTO document_version (id, documentId, cause, name, state, throughSeq, personId, at)
     VALUES (:id, :documentId, :cause, :name, :state, :throughSeq, :personId, :at)`,
  );

  const keepImages = prepareVersionImages(db);

  const store: Versions['store'] = db.transaction((documentId, { cause, name, by, state, at }) => {
    const id = createId();
    insert.run({
      id,
      documentId,
      cause,
      name,
      state,
      throughSeq: selectLastSeq.get(documentId) ?? 0,
      personId: by,
      at,
    });
    keepImages({ id, documentId }, state);
    return toView(selectVersion.get(documentId, id)!);
  });

  function readState(documentId: string): Uint8Array {
    rooms.flush(documentId);
    return rooms.read(documentId, (doc) => Y.encodeStateAsUpdate(doc));
  }

  function requireState(documentId: string, versionId: string): Uint8Array {
    // Asked by both ids: a version of another document is as unknown here as none (AC2).
    const state = selectState.get(documentId, versionId);
    if (state === undefined) throw notFound('version');
    return state;
  }

  function fieldsAt(document: DocumentRow, versionId: string): FieldValues {
    if (versionId === 'now') {
      rooms.flush(document.id);
      return rooms.read(document.id, (doc) => project(document.kind, doc).fields);
    }
    return withDoc(
      versionId === 'first' ? null : requireState(document.id, versionId),
      (doc) => project(document.kind, doc).fields,
    );
  }

  return {
    list: (documentId) => selectVersions.all(documentId).map(toView),
    create: (documentId, version) =>
      store(documentId, { ...version, state: readState(documentId), at: now() }),
    store,
    diff(documentId, from, to) {
      const document = documents.require(documentId);
      return diffFields(document.kind, fieldsAt(document, from), fieldsAt(document, to));
    },
    restore(documentId, versionId, by) {
      const { kind } = documents.require(documentId);
      const state = requireState(documentId, versionId);
      const before = store(documentId, {
        cause: 'restored',
        name: '',
        by,
        state: readState(documentId),
        at: now(),
      });
      withDoc(state, (wanted) => {
        rooms.edit(documentId, { type: 'server', personId: by, reason: 'restore' }, (doc) =>
          makeEqual(kind, doc, wanted),
        );
      });
      return before;
    },
    authorship(documentId) {
      const rows = authorship.list(documents.require(documentId));
      const names = accounts.people.names(rows.map(({ personId }) => personId).filter(Boolean));
      const parties = partiesByRoot(documents.projection(documentId).fields);
      const roots = new Map<string, AuthorshipView>();
      for (const { root, personId, updates, lastAt } of rows) {
        const party = parties.get(root);
        const view = roots.get(root) ?? { root, ...(party && { party }), people: [] };
        roots.set(root, view);
        view.people.push({
          personId: personId === '' ? null : personId,
          name: names.get(personId) ?? '',
          updates,
          lastAt,
        });
      }
      return [...roots.values()];
    },
    authors(documentId) {
      rooms.flush(documentId);
      return authorship.list(documents.require(documentId));
    },
    diffSince(documentId, seq) {
      const document = documents.require(documentId);
      const before = withDoc(stateAt(documentId, seq), (doc) => project(document.kind, doc).fields);
      return diffFields(document.kind, before, fieldsAt(document, 'now'));
    },
    contributors: (documentId) => authorship.contributors(documents.require(documentId)),
    beforeLargeDeletion(documentId, doc, personId) {
      const at = now();
      if (selectLastVersionSeq.get(documentId) === (selectLastSeq.get(documentId) ?? 0)) return;
      if (countDeletions.get(documentId, at - 60_000)! >= MAX_DELETION_SNAPSHOTS_A_MINUTE) return;
      store(documentId, {
        cause: 'large-deletion',
        name: '',
        by: personId,
        state: Y.encodeStateAsUpdate(doc),
        at,
      });
    },
  };
}

function withDoc<T>(state: Uint8Array | null, use: (doc: Y.Doc) => T): T {
  const doc = new Y.Doc();
  try {
    if (state !== null) Y.applyUpdate(doc, state);
    return use(doc);
  } finally {
    doc.destroy();
  }
}

function toView({ id, cause, name, at, personName }: VersionRow): VersionView {
  return { id, cause, name, at, personName };
}

/** The signatories a document has now, by the root of what each promises. */
function partiesByRoot(fields: FieldValues): ReadonlyMap<string, AuthorshipView['party']> {
  const signatories = (fields.signatories ?? []) as readonly Signatory[];
  return new Map(
    signatories.map(({ id, country, organisation }) => [
      commitmentRoot(id),
      { country, organisation },
    ]),
  );
}
