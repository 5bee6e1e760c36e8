// Keeps what look-ups need of every document: normal forms to compare by, words to search by, what its
// relations point to. Knows neither rooms nor who asks.
import type { Database } from 'better-sqlite3';
import type { FieldValues, Projection } from '../../shared/projection.ts';
import { type DuplicateKeys, duplicateKeys, relationsOf } from './facets.ts';

/** Prepares the statements; the returned function brings the index up to date with one document. */
export function prepareDocumentIndex(
  db: Database,
): (documentId: string, projection: Projection) => void {
  const selectListing = db.prepare<[string], DuplicateKeys & { number: number }>(
    `SELECT number, normalisedTitle, websiteKey, sourceCodeKey, wikidata FROM document_listing
     WHERE documentId = ?`,
  );
  const insertListing = db.prepare<DuplicateKeys & { documentId: string }>(
    `INSERT INTO document_listing (documentId, hackathonId, kind, normalisedTitle, websiteKey,
       sourceCodeKey, wikidata)
     SELECT id, hackathonId, kind, :normalisedTitle, :websiteKey, :sourceCodeKey, :wikidata
     FROM document WHERE id = :documentId`,
  );
  const updateListing = db.prepare<DuplicateKeys & { number: number }>(
    `UPDATE document_listing SET normalisedTitle = :normalisedTitle, websiteKey = :websiteKey,
       sourceCodeKey = :sourceCodeKey, wikidata = :wikidata WHERE number = :number`,
  );
  const deleteSearch = db.prepare<[number]>('DELETE FROM document_search WHERE rowid = ?');
  const insertSearch = db.prepare<[number, string, string]>(
    'INSERT INTO document_search (rowid, title, plainText) VALUES (?, ?, ?)',
  );
  const selectReferences = db
    .prepare<[string], string>('SELECT ref FROM document_reference WHERE documentId = ?')
    .pluck();
  const deleteReference = db.prepare<[string, string]>(
    'DELETE FROM document_reference WHERE documentId = ? AND ref = ?',
  );
  const insertReference = db.prepare<[string, string]>(
    'INSERT INTO document_reference (documentId, ref) VALUES (?, ?)',
  );

  function keepReferences(documentId: string, fields: FieldValues): void {
    const known = new Set(selectReferences.all(documentId));
    const now = new Set(relationsOf(fields).map(({ ref }) => ref));
    for (const ref of known) if (!now.has(ref)) deleteReference.run(documentId, ref);
    for (const ref of now) if (!known.has(ref)) insertReference.run(documentId, ref);
  }

  return (documentId, { title, fields, plainText }) => {
    keepReferences(documentId, fields);
    const keys = duplicateKeys(title, fields);
    const known = selectListing.get(documentId);
    let number: number;
    if (known === undefined) {
      number = Number(insertListing.run({ ...keys, documentId }).lastInsertRowid);
    } else {
      number = known.number;
      // Most changes are to texts, and leave every key as it was.
      const names = Object.keys(keys) as (keyof DuplicateKeys)[];
      if (names.some((name) => keys[name] !== known[name])) updateListing.run({ ...keys, number });
      deleteSearch.run(number);
    }
    insertSearch.run(number, title, plainText);
  };
}
