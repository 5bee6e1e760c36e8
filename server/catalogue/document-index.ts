// Keeps what look-ups need of every document: normal forms to compare by, words to search by. Knows
// neither rooms nor who asks.
import type { Database } from 'better-sqlite3';
import type { Projection } from '../../shared/projection.ts';
import { type DuplicateKeys, duplicateKeys } from './facets.ts';

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

  return (documentId, { title, fields, plainText }) => {
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
