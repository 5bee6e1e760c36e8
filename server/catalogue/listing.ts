// Answers lists and searches of published records: words from the search table, facets from the
// shelf, and only the records of one page read whole.
import type { Database } from 'better-sqlite3';
import type { CatalogueSearch, RecordPage } from '../../shared/api/catalogue.ts';
import { tagValue } from './facets.ts';
import { RECORD_WITH_REVISION, type RecordWithRevision, toRecordSummary } from './record-rows.ts';
import { openSearchTables } from './search-tables.ts';
import { type Narrowing, openShelf, orderKinds } from './shelf.ts';
import { foldWord, openVocabulary } from './vocabulary.ts';

/** What a list is asked for; `limit` records a page. */
export type RecordQuery = Partial<CatalogueSearch> & { readonly limit?: number };

/** Lists and searches published records. */
interface Listing {
  /** Newest first; with words to look for, the best match first. Throws on a cursor that is none. */
  list(query: RecordQuery): RecordPage;
  /** Ids of everything a search finds, in the order of the list. */
  ids(query: RecordQuery): string[];
  /** The same as numbers of the list, at once however many there are. */
  numbers(query: RecordQuery): readonly number[];
  /** Brings the search tables up to date with one record, inside the caller's transaction. */
  refresh(recordId: string): void;
}

/** Thrown for a cursor that this server did not make. */
export class BadCursorError extends Error {
  readonly code = 'bad_cursor';
}

const PAGE_SIZE = 24;

/** Words beyond this narrow nothing and cost time. */
const MAX_WORDS = 12;

/** Words of a title weigh this much more than words of the text; names of tags and countries a little. */
const WEIGHTS = '8, 2, 1';

/** Beyond this many matches the newest come first: a word that most records have tells them not apart. */
const MAX_RANKED = 4000;

type ListedRecord = RecordWithRevision & { readonly listed: number };

/** Opens lists over a database. */
export function openListing(db: Database): Listing {
  const tables = openSearchTables(db);
  const shelf = openShelf(db);
  const vocabulary = openVocabulary(db);
  const countMatches = db
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM record_search WHERE record_search MATCH ? LIMIT ?)',
    )
    .pluck();
  const selectBest = db
    .prepare<[string], number>(
      `SELECT rowid FROM record_search WHERE record_search MATCH ?
       ORDER BY bm25(record_search, ${WEIGHTS}), rowid DESC`,
    )
    .pluck();
  const selectMatching = db
    .prepare<[string], number>(
      'SELECT rowid FROM record_search WHERE record_search MATCH ? ORDER BY rowid DESC',
    )
    .pluck();
  const selectPage = db.prepare<[string], ListedRecord>(
    `${RECORD_WITH_REVISION.replace('SELECT', 'SELECT listing.number AS listed,')}
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     JOIN record_listing AS listing ON listing.recordId = record.id
     WHERE listing.number IN (SELECT value FROM json_each(?))`,
  );
  const selectIds = db
    .prepare<[string], string>(
      `SELECT listing.recordId FROM json_each(?) AS asked
       JOIN record_listing AS listing ON listing.number = asked.value ORDER BY asked.key`,
    )
    .pluck();

  /** Typed words as an FTS5 query: every word must begin some word of the record. */
  function toMatch(q: string): { match: string | null; corrections: RecordPage['corrections'] } {
    const words = (q.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MAX_WORDS);
    const corrections: RecordPage['corrections'] = [];
    const parts = words.map((word) => {
      const folded = foldWord(word);
      const near = vocabulary.has(folded) ? [] : vocabulary.near(folded);
      if (near.length === 0) return `"${word}"*`;
      corrections.push({ typed: word, read: near.join(', ') });
      return `(${near.map((one) => `"${one}"`).join(' OR ')})`;
    });
    return { match: parts.length === 0 ? null : parts.join(' AND '), corrections };
  }

  function find(query: RecordQuery) {
    const { match, corrections } = toMatch(query.q ?? '');
    const narrowing: Narrowing = {
      kind: query.kind ?? null,
      facets: Object.entries(query.facets ?? {}).map(([facet, value]) => ({
        facet: facet as Narrowing['facets'][number]['facet'],
        value: normalise(facet, value),
      })),
    };
    const narrowed = shelf.recall(JSON.stringify([match, narrowing]), () => {
      if (match === null) return shelf.narrow(null, narrowing);
      const isBroad = (countMatches.get(match, MAX_RANKED + 1) ?? 0) > MAX_RANKED;
      const offered = isBroad ? selectMatching.all(match) : selectBest.all(match);
      return shelf.narrow(offered, narrowing);
    });
    return { match, corrections, ...narrowed };
  }

  return {
    list(query) {
      const { match, corrections, numbers, kinds, facets } = find(query);
      const limit = query.limit ?? PAGE_SIZE;
      const order = match === null ? 'newest' : 'best';
      const start = startOf(query.cursor ?? null, order, numbers);
      const asked = numbers.slice(start, start + limit);
      const rows = new Map(
        selectPage.all(JSON.stringify(asked)).map((row) => [row.listed, row] as const),
      );
      const last = asked.at(-1);
      const hasMore = last !== undefined && numbers.length > start + limit;
      return {
        records: asked.flatMap((number) => {
          const row = rows.get(number);
          return row === undefined ? [] : toRecordSummary(row);
        }),
        total: numbers.length,
        kinds: orderKinds(kinds),
        facets,
        corrections,
        nextCursor: !hasMore ? null : `${order}.${start + limit}.${last}`,
      };
    },
    ids: (query) => selectIds.all(JSON.stringify(find(query).numbers)),
    numbers: (query) => find(query).numbers,
    refresh(recordId) {
      const { numbers, text } = tables.refresh(recordId);
      shelf.touch(numbers);
      vocabulary.add(text);
    },
  };
}

/** Values as they are kept, however they were typed. */
function normalise(facet: string, value: string): string {
  if (facet === 'country') return value.toUpperCase();
  if (facet === 'tag') return tagValue(value);
  return value;
}

/**
 * Where a page begins. The list may have moved since the page before: it goes on after that page's
 * last record when it is still there, else where it was.
 */
function startOf(cursor: string | null, order: string, numbers: readonly number[]): number {
  if (cursor === null) return 0;
  const match = /^(newest|best)\.(\d{1,9})\.(\d{1,15})$/.exec(cursor);
  if (match === null || match[1] !== order) throw new BadCursorError('This cursor is not ours.');
  const after = numbers.indexOf(Number(match[3]));
  return after === -1 ? Number(match[2]) : after + 1;
}
