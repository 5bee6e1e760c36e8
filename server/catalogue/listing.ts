// Keeps the search tables behind published records, and answers lists from them. Everything here is
// derived from `revision` and can be rebuilt.
import type { Database } from 'better-sqlite3';
import type { RecordPage } from '../../shared/api/catalogue.ts';
import type { Kind } from '../../shared/fields.ts';
import type { RevisionContent } from '../../shared/record.ts';
import { createCountsCache } from './counts-cache.ts';
import { countriesOf, type DuplicateKeys, duplicateKeys, tagsOf, tagValue } from './facets.ts';
import { RECORD_WITH_REVISION, type RecordWithRevision, toRecordSummary } from './record-reader.ts';

/** What a list is asked for. */
export interface RecordQuery {
  readonly kind?: Kind;
  readonly q?: string;
  /** A hackathon's slug or id. */
  readonly hackathon?: string;
  readonly country?: string;
  readonly tag?: string;
  /** From the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** Lists and searches published records. */
export interface Listing {
  /** Newest first; with words to look for, the best match first. Throws on a cursor that is none. */
  list(query: RecordQuery): RecordPage;
  /** Brings the search tables up to date with one record, inside the caller's transaction. */
  refresh(recordId: string): void;
}

/** Thrown for a cursor that this server did not make. */
export class BadCursorError extends Error {
  readonly code = 'bad_cursor';
}

const PAGE_SIZE = 24;

/** Values shown per facet; the rest is rarer than these. */
const FACET_SIZE = 60;

/** Words beyond this narrow nothing and cost time. */
const MAX_WORDS = 12;

/** Words of a title weigh this much more than words of the text. */
const TITLE_WEIGHT = 8;

const FILTER = `
  (:hackathon IS NULL OR listing.recordId IN
    (SELECT record.id FROM record JOIN hackathon ON hackathon.id = record.hackathonId
     WHERE hackathon.slug = :hackathon OR hackathon.id = :hackathon))
  AND (:country IS NULL OR EXISTS (SELECT 1 FROM record_facet AS facet
    WHERE facet.facet = 'country' AND facet.value = :country AND facet.number = listing.number))
  AND (:tag IS NULL OR EXISTS (SELECT 1 FROM record_facet AS facet
    WHERE facet.facet = 'tag' AND facet.value = :tag AND facet.number = listing.number))`;

type ListedRecord = RecordWithRevision & { readonly listed: number };

interface Parameters {
  kind: string | null;
  hackathon: string | null;
  country: string | null;
  tag: string | null;
  match: string | null;
}

/** Prepares the statements. */
export function createListing(db: Database): Listing {
  // The page is chosen from the small tables first; only its records are read whole.
  const read = `${RECORD_WITH_REVISION.replace('SELECT', 'SELECT page.number AS listed,')}
    JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
    JOIN page ON page.recordId = record.id`;
  const selectNewest = db.prepare<
    Parameters & { beforeAt: number; beforeNumber: number; limit: number },
    ListedRecord
  >(
    `WITH page AS MATERIALIZED (
       SELECT listing.number, listing.recordId, listing.finalisedAt FROM record_listing AS listing
       WHERE ${FILTER} AND (:kind IS NULL OR listing.kind = :kind) AND :match IS NULL
         AND (listing.finalisedAt, listing.number) < (:beforeAt, :beforeNumber)
       ORDER BY listing.finalisedAt DESC, listing.number DESC LIMIT :limit)
     ${read} ORDER BY page.finalisedAt DESC, page.number DESC`,
  );
  const selectBest = db.prepare<Parameters & { limit: number; offset: number }, ListedRecord>(
    `WITH page AS MATERIALIZED (
       SELECT listing.number, listing.recordId, bm25(record_search, ${TITLE_WEIGHT}, 1) AS place
       FROM record_search JOIN record_listing AS listing ON listing.number = record_search.rowid
       WHERE record_search MATCH :match AND ${FILTER} AND (:kind IS NULL OR listing.kind = :kind)
       ORDER BY place, listing.number LIMIT :limit OFFSET :offset)
     ${read} ORDER BY page.place, page.number`,
  );
  // What is counted per kind is what the search would find in every kind.
  const countFound = db.prepare<
    Parameters,
    { facet: 'kind' | 'country' | 'tag'; value: string; count: number }
  >(
    `WITH found AS MATERIALIZED (
       SELECT listing.number, listing.kind FROM record_listing AS listing
       WHERE ${FILTER} AND (:match IS NULL OR listing.number IN
         (SELECT rowid FROM record_search WHERE record_search MATCH :match)))
     SELECT 'kind' AS facet, kind AS value, count(*) AS count FROM found GROUP BY kind
     UNION ALL
     SELECT facet.facet, min(facet.label) AS value, count(*) AS count
     FROM found JOIN record_facet AS facet ON facet.number = found.number
     WHERE :kind IS NULL OR found.kind = :kind GROUP BY facet.facet, facet.value
     ORDER BY count DESC, value`,
  );
  const selectHead = db.prepare<
    [string],
    { kind: Kind; state: string; title: string; plainText: string; content: string; at: number }
  >(
    `SELECT record.kind, record.state, revision.title, revision.plainText, revision.content,
       revision.finalisedAt AS at
     FROM record JOIN revision
       ON revision.recordId = record.id AND revision.number = record.headRevision
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
  const insertSearch = db.prepare<[number, string, string]>(
    'INSERT INTO record_search (rowid, title, plainText) VALUES (?, ?, ?)',
  );
  const insertFacet = db.prepare<[string, string, number, string]>(
    'INSERT INTO record_facet (facet, value, number, label) VALUES (?, ?, ?, ?)',
  );

  const counts = createCountsCache<Pick<RecordPage, 'kinds' | 'facets'>>(db);
  const count = (parameters: Parameters) => {
    const found = countFound.all(parameters);
    const of = (wanted: string) => found.filter(({ facet }) => facet === wanted);
    const top = (wanted: string) =>
      of(wanted)
        .slice(0, FACET_SIZE)
        .map(({ value, count: times }) => ({ value, count: times }));
    return {
      kinds: Object.fromEntries(of('kind').map(({ value, count: times }) => [value, times])),
      facets: { countries: top('country'), tags: top('tag') },
    };
  };

  return {
    list(query) {
      const match = toMatch(query.q ?? '');
      const parameters: Parameters = {
        kind: query.kind ?? null,
        hackathon: query.hackathon ?? null,
        country: query.country?.toUpperCase() ?? null,
        tag: query.tag === undefined ? null : tagValue(query.tag),
        match,
      };
      const limit = query.limit ?? PAGE_SIZE;
      const cursor = decodeCursor(query.cursor, match === null ? 'newest' : 'best');
      let rows: ListedRecord[];
      let nextCursor: string | null = null;
      if (match === null) {
        const [beforeAt, beforeNumber] = cursor ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = selectNewest.all({ ...parameters, beforeAt, beforeNumber, limit: limit + 1 });
        rows = found.slice(0, limit);
        const last = found[limit - 1];
        if (found.length > limit && last) {
          nextCursor = `newest.${last.finalisedAt}.${last.listed}`;
        }
      } else {
        const [offset] = cursor ?? [0, 0];
        const found = selectBest.all({ ...parameters, limit: limit + 1, offset });
        rows = found.slice(0, limit);
        if (found.length > limit) nextCursor = `best.${offset + limit}.0`;
      }
      const { kinds, facets } = counts.get(JSON.stringify(parameters), () => count(parameters));
      return {
        records: rows.map(toRecordSummary),
        total:
          query.kind === undefined
            ? Object.values(kinds).reduce((sum, count) => sum + count, 0)
            : (kinds[query.kind] ?? 0),
        kinds,
        facets,
        nextCursor,
      };
    },
    refresh(recordId) {
      counts.clear();
      const known = selectNumber.get(recordId);
      if (known !== undefined) {
        deleteSearch.run(known);
        deleteListing.run(known);
      }
      const head = selectHead.get(recordId);
      if (head === undefined || head.state !== 'published') return;
      const { fields } = JSON.parse(head.content) as RevisionContent;
      const { lastInsertRowid } = insertListing.run({
        ...duplicateKeys(head.title, fields),
        recordId,
        kind: head.kind,
        finalisedAt: head.at,
      });
      const number = Number(lastInsertRowid);
      insertSearch.run(number, head.title, head.plainText);
      for (const country of countriesOf(fields)) {
        insertFacet.run('country', country, number, country);
      }
      for (const { value, label } of tagsOf(fields)) insertFacet.run('tag', value, number, label);
    },
  };
}

/** Typed words as an FTS5 query: every word must begin some word of the record. */
function toMatch(q: string): string | null {
  const words = q.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return null;
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `"${word}"*`)
    .join(' ');
}

function decodeCursor(
  cursor: string | undefined,
  order: 'newest' | 'best',
): readonly [number, number] | null {
  if (cursor === undefined) return null;
  const match = /^(newest|best)\.(\d{1,15})\.(\d{1,15})$/.exec(cursor);
  if (match === null || match[1] !== order) throw new BadCursorError('This cursor is not ours.');
  return [Number(match[2]), Number(match[3])];
}
