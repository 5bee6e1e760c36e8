// Keeps the tables that search, facets and relations are read from. Everything here is derived from
// `revision` and can be rebuilt.
import type { Database } from 'better-sqlite3';
import type { Kind } from '../../shared/kinds.ts';
import type { RevisionContent } from '../../shared/record.ts';
import { type DuplicateKeys, duplicateKeys, facetsOf, referencesOf } from './facets.ts';
import { searchNames } from './search-names.ts';

/** The derived tables. */
interface SearchTables {
  /**
   * Brings them up to date with one record, inside the caller's transaction. Answers the numbers it
   * was and is listed under, and everything it can be found by.
   */
  refresh(recordId: string): { numbers: number[]; text: string };
}

interface Head {
  readonly kind: Kind;
  readonly state: string;
  readonly title: string;
  readonly plainText: string;
  readonly content: string;
  readonly at: number;
  readonly hackathonSlug: string;
  readonly hackathonName: string;
  readonly isAlive: 0 | 1 | null;
}

/** Prepares the statements, and fills the tables when they do not hold every published record. */
export function openSearchTables(db: Database): SearchTables {
  const selectHead = db.prepare<[string], Head>(
    `SELECT record.kind, record.state, revision.title, revision.plainText, revision.content,
       revision.finalisedAt AS at, hackathon.slug AS hackathonSlug, hackathon.name AS hackathonName,
       (SELECT isAlive FROM record_confirmation AS confirmation
        WHERE confirmation.recordId = record.id ORDER BY confirmation.id DESC LIMIT 1) AS isAlive
     FROM record
     JOIN hackathon ON hackathon.id = record.hackathonId
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     WHERE record.id = ?`,
  );
  const selectNumber = db
    .prepare<[string], number>('SELECT number FROM record_listing WHERE recordId = ?')
    .pluck();
  const deleteListing = db.prepare<[number]>('DELETE FROM record_listing WHERE number = ?');
  const deleteSearch = db.prepare<[number]>('DELETE FROM record_search WHERE rowid = ?');
  const insertListing = db.prepare<
    DuplicateKeys & { recordId: string; kind: Kind; finalisedAt: number }
  >(
    `INSERT INTO record_listing (recordId, kind, normalisedTitle, websiteKey, sourceCodeKey,
       wikidata, finalisedAt)
     VALUES (:recordId, :kind, :normalisedTitle, :websiteKey, :sourceCodeKey, :wikidata,
       :finalisedAt)`,
  );
  const insertSearch = db.prepare<[number, string, string, string]>(
    'INSERT INTO record_search (rowid, title, names, plainText) VALUES (?, ?, ?, ?)',
  );
  const insertFacet = db.prepare<[string, string, number, string]>(
    `INSERT INTO record_facet (facet, value, number, label) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const insertReference = db.prepare<[string, string, number]>(
    'INSERT INTO record_reference (ref, field, number) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );

  function refresh(recordId: string): { numbers: number[]; text: string } {
    const numbers: number[] = [];
    const known = selectNumber.get(recordId);
    if (known !== undefined) {
      deleteSearch.run(known);
      deleteListing.run(known);
      numbers.push(known);
    }
    const head = selectHead.get(recordId);
    if (head === undefined || head.state !== 'published') return { numbers, text: '' };
    const { fields } = JSON.parse(head.content) as RevisionContent;
    const { lastInsertRowid } = insertListing.run({
      ...duplicateKeys(head.title, fields),
      recordId,
      kind: head.kind,
      finalisedAt: head.at,
    });
    const number = Number(lastInsertRowid);
    const names = searchNames(head.kind, fields);
    insertSearch.run(number, head.title, names, head.plainText);
    for (const { facet, value, label } of facetsOf(head.kind, fields)) {
      insertFacet.run(facet, value, number, label);
    }
    insertFacet.run('hackathon', head.hackathonSlug, number, head.hackathonName);
    const alive = aliveOf(head.isAlive);
    insertFacet.run('alive', alive, number, alive);
    for (const { field, ref } of referencesOf(fields)) insertReference.run(ref, field, number);
    numbers.push(number);
    return { numbers, text: `${head.title}\n${names}\n${head.plainText}` };
  }

  const selectUnlisted = db
    .prepare<[], string>(
      `SELECT id FROM record WHERE state = 'published'
         AND NOT EXISTS (SELECT 1 FROM record_listing WHERE recordId = record.id)`,
    )
    .pluck();
  const unlisted = selectUnlisted.all();
  if (unlisted.length > 0) {
    db.transaction(() => {
      for (const recordId of unlisted) refresh(recordId);
    }).immediate();
  }
  return { refresh };
}

/** Whether a record was last found alive. */
export function aliveOf(isAlive: 0 | 1 | null): 'alive' | 'gone' | 'unknown' {
  if (isAlive === null) return 'unknown';
  return isAlive === 1 ? 'alive' : 'gone';
}
