// Writes what a document says into its row of `document_projection`. Knows how, not when.
import type { Database } from 'better-sqlite3';
import type * as Y from 'yjs';
import { completeness } from '../../shared/completeness.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type Projection, project } from '../../shared/projection.ts';
import { prepareDocumentIndex } from '../catalogue/document-index.ts';
import { prepareDocumentImages } from '../catalogue/image-uses.ts';

/** Prepares the statements; the returned function projects `doc`, writes the row and returns what it wrote. */
export function prepareProjectionWrite(
  db: Database,
): (document: { readonly id: string; readonly kind: Kind }, doc: Y.Doc) => Projection {
  const store = prepareProjectionStore(db);
  return ({ id, kind }, doc) => {
    const projection = project(kind, doc);
    store(id, projection);
    return projection;
  };
}

/**
 * Prepares the statements; the returned function writes a projection made before. Who edited last is
 * read from the log, so that a rebuilt row equals the first one.
 */
export function prepareProjectionStore(
  db: Database,
): (documentId: string, projection: Projection) => void {
  const selectLast = db.prepare<[string], { seq: number; personId: string | null; at: number }>(
    `SELECT seq, personId, at FROM document_update
     WHERE documentId = ? ORDER BY seq DESC LIMIT 1`,
  );
  const upsert = db.prepare<{
    documentId: string;
    title: string;
    fields: string;
    plainText: string;
    completeness: number;
    missing: string;
    throughSeq: number;
    lastEditedBy: string | null;
    lastEditedAt: number | null;
  }>(
    `INSERT INTO document_projection (documentId, title, fields, plainText, completeness, missing,
       throughSeq, lastEditedBy, lastEditedAt)
     VALUES (:documentId, :title, :fields, :plainText, :completeness, :missing, :throughSeq,
       :lastEditedBy, :lastEditedAt)
     ON CONFLICT (documentId) DO UPDATE SET title = excluded.title, fields = excluded.fields,
       plainText = excluded.plainText, completeness = excluded.completeness,
       missing = excluded.missing, throughSeq = excluded.throughSeq,
       lastEditedBy = excluded.lastEditedBy, lastEditedAt = excluded.lastEditedAt`,
  );

  const index = prepareDocumentIndex(db);
  const keepImages = prepareDocumentImages(db);

  const write = db.transaction((id: string, projection: Projection) => {
    const { ratio, missing } = completeness(projection);
    const last = selectLast.get(id);
    const fields = JSON.stringify(projection.fields);
    upsert.run({
      documentId: id,
      title: projection.title,
      fields,
      plainText: projection.plainText,
      completeness: ratio,
      missing: JSON.stringify(missing),
      throughSeq: last?.seq ?? 0,
      lastEditedBy: last?.personId ?? null,
      lastEditedAt: last?.at ?? null,
    });
    index(id, projection);
    keepImages(id, fields);
  });

  return (documentId, projection) => write.immediate(documentId, projection);
}
