// Freezes content into a revision of a record: number, slug, hash and chain. Runs inside the
// caller's transaction; knows no document but its id.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { createId } from '../../shared/ids.ts';
import type { Kind } from '../../shared/kinds.ts';
import { slugify } from '../../shared/normalise.ts';
import {
  type Contributors,
  canonicalJson,
  type HashedRevision,
  hashedText,
  type RecordState,
  type RevisionContent,
  recordPath,
} from '../../shared/record.ts';
import { prepareRevisionImages } from './image-uses.ts';

/** A record's row. */
export interface RecordRow {
  readonly id: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly hackathonId: string;
  readonly teamId: string | null;
  readonly documentId: string;
  readonly state: RecordState;
  readonly mergedInto: string | null;
  readonly headRevision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a `RecordRow` is read from. */
export const RECORD_COLUMNS =
  'id, kind, slug, hackathonId, teamId, documentId, state, mergedInto, headRevision, createdAt, updatedAt';

/** What is to become a revision. */
export interface Publication {
  readonly documentId: string;
  readonly hackathonId: string;
  readonly teamId: string;
  readonly content: RevisionContent;
  readonly plainText: string;
  readonly contributors: Contributors;
  /** The whole Y.Doc, as one update. */
  readonly documentState: Uint8Array;
  readonly finalisedBy: string;
  readonly at: number;
}

/** What became of it. */
export interface Published {
  readonly recordId: string;
  readonly revision: number;
  readonly path: string;
  /** False when the head revision already said the same (LI1). */
  readonly created: boolean;
}

/** SHA-256 of a revision, as hex. */
export function hashRevision(revision: HashedRevision): string {
  return createHash('sha256').update(hashedText(revision)).digest('hex');
}

/** Prepares publishing; the returned function must run inside a transaction. */
export function preparePublish(db: Database): (publication: Publication) => Published {
  const selectByDocument = prepareRecordOf(db);
  const selectHead = db.prepare<
    [string, number],
    { title: string; content: string; hash: string; contributors: string }
  >('SELECT title, content, hash, contributors FROM revision WHERE recordId = ? AND number = ?');
  const upsertBase = db.prepare<[string, string, number]>(
    `INSERT INTO document_record (documentId, recordId, baseRevision) VALUES (?, ?, ?)
     ON CONFLICT (documentId) DO UPDATE SET baseRevision = excluded.baseRevision`,
  );
  const insertSource = db.prepare<[string, number, string, string, string]>(
    `INSERT INTO revision_source (recordId, number, documentId, hackathonId, teamId)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const selectSlugOwner = db
    .prepare<[Kind, string], string>('SELECT recordId FROM record_slug WHERE kind = ? AND slug = ?')
    .pluck();
  const insertSlug = db.prepare<[Kind, string, string]>(
    'INSERT INTO record_slug (kind, slug, recordId) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const insertRecord = db.prepare<RecordRow>(
    `INSERT INTO record (${RECORD_COLUMNS}) VALUES (:id, :kind, :slug, :hackathonId, :teamId,
       :documentId, :state, :mergedInto, :headRevision, :createdAt, :updatedAt)`,
  );
  const updateRecord = db.prepare<{
    id: string;
    slug: string;
    headRevision: number;
    updatedAt: number;
  }>(
    `UPDATE record SET slug = :slug, headRevision = :headRevision, updatedAt = :updatedAt,
       state = 'published', mergedInto = NULL WHERE id = :id`,
  );
  const insertRevision = db.prepare<{
    recordId: string;
    number: number;
    title: string;
    content: string;
    plainText: string;
    contributors: string;
    documentState: Uint8Array;
    finalisedBy: string;
    finalisedAt: number;
    previousHash: string;
    hash: string;
  }>(
    `INSERT INTO revision (recordId, number, title, content, plainText, contributors,
       documentState, finalisedBy, finalisedAt, previousHash, hash)
     VALUES (:recordId, :number, :title, :content, :plainText, :contributors,
       :documentState, :finalisedBy, :finalisedAt, :previousHash, :hash)`,
  );

  const keepImages = prepareRevisionImages(db);

  /** The first free slug for a name; one that once was this record's own is free to it (LI8). */
  function freeSlug(kind: Kind, title: string, recordId: string): string {
    const base = slugify(title);
    for (let n = 1; ; n++) {
      const slug = n === 1 ? base : `${base}-${n}`;
      const owner = selectSlugOwner.get(kind, slug);
      if (owner === undefined || owner === recordId) return slug;
    }
  }

  return (publication) => {
    const { content, at } = publication;
    const record = selectByDocument(publication.documentId) ?? undefined;
    const recordId = record?.id ?? createId();
    const head = record && selectHead.get(record.id, record.headRevision);
    // Whoever wrote an earlier revision, in another document perhaps, goes on being named (LI4).
    const contributors = unite(head?.contributors, publication.contributors);
    const contentText = canonicalJson(content);
    if (record && head?.content === contentText) {
      upsertBase.run(publication.documentId, recordId, record.headRevision);
      updateRecord.run({
        id: recordId,
        slug: record.slug,
        headRevision: record.headRevision,
        updatedAt: record.state === 'published' ? record.updatedAt : at,
      });
      return {
        recordId,
        revision: record.headRevision,
        path: recordPath(record.kind, record.slug),
        created: false,
      };
    }

    const number = (record?.headRevision ?? 0) + 1;
    const isSameName = head !== undefined && slugify(head.title) === slugify(content.title);
    const slug =
      record && isSameName ? record.slug : freeSlug(content.kind, content.title, recordId);
    const revision: HashedRevision = {
      recordId,
      number,
      content,
      contributors,
      finalisedAt: at,
      previousHash: head?.hash ?? '',
    };
    if (record) {
      updateRecord.run({ id: recordId, slug, headRevision: number, updatedAt: at });
    } else {
      insertRecord.run({
        id: recordId,
        kind: content.kind,
        slug,
        hackathonId: publication.hackathonId,
        teamId: publication.teamId,
        documentId: publication.documentId,
        state: 'published',
        mergedInto: null,
        headRevision: number,
        createdAt: at,
        updatedAt: at,
      });
    }
    insertSlug.run(content.kind, slug, recordId);
    insertRevision.run({
      recordId,
      number,
      title: content.title,
      content: contentText,
      plainText: publication.plainText,
      contributors: canonicalJson(contributors),
      documentState: publication.documentState,
      finalisedBy: publication.finalisedBy,
      finalisedAt: at,
      previousHash: revision.previousHash,
      hash: hashRevision(revision),
    });
    keepImages(recordId, number, contentText);
    const { documentId, hackathonId, teamId } = publication;
    upsertBase.run(documentId, recordId, number);
    insertSource.run(recordId, number, documentId, hackathonId, teamId);
    return { recordId, revision: number, path: recordPath(content.kind, slug), created: true };
  };
}

/** Prepares the look-up of the record a document writes: its own, or the one it improves. */
export function prepareRecordOf(db: Database): (documentId: string) => RecordRow | null {
  const columns = RECORD_COLUMNS.split(', ')
    .map((column) => `record.${column}`)
    .join(', ');
  const select = db.prepare<[string], RecordRow>(
    `SELECT ${columns} FROM document_record
     JOIN record ON record.id = document_record.recordId WHERE document_record.documentId = ?`,
  );
  return (documentId) => select.get(documentId) ?? null;
}

/** Who wrote which field, before and now: the first writer first. */
function unite(before: string | undefined, now: Contributors): Contributors {
  if (before === undefined) return now;
  const earlier = JSON.parse(before) as Contributors;
  const roots = new Set([...Object.keys(earlier), ...Object.keys(now)]);
  return Object.fromEntries(
    [...roots].map((root) => [
      root,
      [...new Set([...(earlier[root] ?? []), ...(now[root] ?? [])])],
    ]),
  );
}
