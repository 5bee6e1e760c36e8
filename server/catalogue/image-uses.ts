// Keeps which pictures are named where: by documents as they are, by revisions, by versions. Knows
// hashes and texts, neither fields nor the pictures.
import type { Database } from 'better-sqlite3';

/** Prepares the statements; the returned function brings a document's pictures up to date. */
export function prepareDocumentImages(db: Database): (documentId: string, text: string) => void {
  const select = db
    .prepare<[string], string>('SELECT hash FROM document_image WHERE documentId = ?')
    .pluck();
  const remove = db.prepare<[string, string]>(
    'DELETE FROM document_image WHERE documentId = ? AND hash = ?',
  );
  const insert = db.prepare<[string, string]>(
    'INSERT INTO document_image (documentId, hash) VALUES (?, ?)',
  );
  return (documentId, text) => {
    const known = new Set(select.all(documentId));
    const now = hashesIn(text);
    for (const hash of known) if (!now.has(hash)) remove.run(documentId, hash);
    for (const hash of now) if (!known.has(hash)) insert.run(documentId, hash);
  };
}

/** Prepares the statement; the returned function keeps what a new revision's text names. */
export function prepareRevisionImages(
  db: Database,
): (recordId: string, number: number, text: string) => void {
  const insert = db.prepare<[string, number, string]>(
    'INSERT INTO revision_image (recordId, number, hash) VALUES (?, ?, ?)',
  );
  return (recordId, number, text) => {
    for (const hash of hashesIn(text)) insert.run(recordId, number, hash);
  };
}

/**
 * Prepares the statements; the returned function keeps what a new version of a document names: what
 * its state holds in one piece, and what the document shows now, whose addresses may lie in several.
 */
export function prepareVersionImages(
  db: Database,
): (version: { readonly id: string; readonly documentId: string }, state: Uint8Array) => void {
  const copy = db.prepare<[string, string]>(
    `INSERT INTO version_image (versionId, hash)
     SELECT ?, hash FROM document_image WHERE documentId = ?`,
  );
  const insert = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO version_image (versionId, hash) VALUES (?, ?)',
  );
  return ({ id, documentId }, state) => {
    copy.run(id, documentId);
    const { buffer, byteOffset, byteLength } = state;
    const text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    for (const hash of hashesIn(text)) insert.run(id, hash);
  };
}

/** Most texts name none, which is found out in no time. */
function hashesIn(text: string): ReadonlySet<string> {
  return new Set(text.includes('/images/') ? text.match(/[0-9a-f]{64}/g) : []);
}
