// Finds entries by words while somebody types: things to refer to, and texts of a hackathon's
// documents. Only reads; who may ask is decided at the door.
import type { Database } from 'better-sqlite3';
import type { RelatedView, SearchAnswer, SearchHit } from '../../shared/api/lookup.ts';
import { excerptAround, typedWords } from '../../shared/highlight.ts';
import type { Kind } from '../../shared/kinds.ts';
import { recordPath } from '../../shared/record.ts';
import { createReferences, type References } from './references.ts';

/** Answers what somebody types. */
export interface Lookup extends References {
  /**
   * Published records and live drafts of one hackathon whose names hold words that begin like the
   * typed ones; the newest when nothing is typed. Records first.
   */
  related(query: {
    readonly kinds: readonly Kind[];
    readonly hackathonId: string;
    readonly words: string;
  }): RelatedView[];
  /** Documents of one hackathon that hold the words, in title or text; the best first. */
  search(hackathonId: string, words: string): SearchAnswer;
}

/** Rows of a kind of source that a list offers; typing narrows them. */
const RELATED_LIMIT = 25;

/** The words a name is found by; a fifth one narrows nothing. */
const TYPED = ['first', 'second', 'third', 'fourth'] as const;

/** `slug` is what its address ends with. */
type RelatedRow = Omit<RelatedView, 'path'> & { readonly slug: string };

type TypedWords = Readonly<Record<(typeof TYPED)[number], string>>;

/** Hits shown; whoever sees so many types another word. */
const SEARCH_LIMIT = 30;

const EXCERPT_LENGTH = 160;

/** Words of a title weigh this much more than words of the text. */
const TITLE_WEIGHT = 8;

/** Prepares the statements. */
export function createLookup(db: Database): Lookup {
  const ofKinds = 'listing.kind IN (SELECT value FROM json_each(:kinds))';
  // Reads the names alone, from an index: quicker than ranking what a common word finds.
  const named = `${ofKinds} AND ${TYPED.map(
    (word) => `instr(' ' || listing.normalisedTitle, ' ' || :${word}) > 0`,
  ).join(' AND ')}`;
  const byName = 'instr(listing.normalisedTitle, :first) <> 1, listing.normalisedTitle';
  const selectRecords = (where: string, order: string) =>
    db.prepare<TypedWords & { kinds: string }, RelatedRow>(
      `WITH found AS MATERIALIZED (
         SELECT listing.recordId, row_number() OVER (ORDER BY ${order}) AS place
         FROM record_listing AS listing WHERE ${where} ORDER BY ${order} LIMIT ${RELATED_LIMIT})
       SELECT 'record:' || record.id AS ref, record.kind, record.slug, revision.title,
         'record' AS source, team.name AS teamName
       FROM found JOIN record ON record.id = found.recordId
       JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
       LEFT JOIN team ON team.id = record.teamId ORDER BY found.place`,
    );
  // A finalised document is found as its record.
  const selectDrafts = (where: string, order: string) =>
    db.prepare<TypedWords & { kinds: string; hackathonId: string }, RelatedRow>(
      `SELECT 'document:' || document.id AS ref, document.kind, document.id AS slug,
         projection.title, 'document' AS source, team.name AS teamName
       FROM document_listing AS listing
       JOIN document ON document.id = listing.documentId AND document.state IN ('draft', 'in-review')
       JOIN document_projection AS projection ON projection.documentId = document.id
       JOIN team ON team.id = document.teamId
       WHERE listing.hackathonId = :hackathonId AND listing.normalisedTitle <> '' AND ${where}
       ORDER BY ${order} LIMIT ${RELATED_LIMIT}`,
    );
  const recordsNamed = selectRecords(named, byName);
  const draftsNamed = selectDrafts(named, byName);
  const newestRecords = selectRecords(ofKinds, 'listing.finalisedAt DESC, listing.number DESC');
  const newestDrafts = selectDrafts(ofKinds, 'listing.number DESC');
  const FOUND = `document_search
    JOIN document_listing AS listing ON listing.number = document_search.rowid
    JOIN document ON document.id = listing.documentId
    WHERE document_search MATCH :match AND document.hackathonId = :hackathonId
      AND document.state NOT IN ('withdrawn', 'merged')`;
  const selectHits = db.prepare<
    { hackathonId: string; match: string },
    Omit<SearchHit, 'excerpt'> & { plainText: string }
  >(
    `WITH found AS MATERIALIZED (
       SELECT document.id, bm25(document_search, ${TITLE_WEIGHT}, 1) AS place FROM ${FOUND}
       ORDER BY place LIMIT ${SEARCH_LIMIT})
     SELECT document.id, document.kind, document.state, projection.title, team.id AS teamId,
       team.name AS teamName, projection.plainText
     FROM found JOIN document ON document.id = found.id
     JOIN document_projection AS projection ON projection.documentId = document.id
     JOIN team ON team.id = document.teamId ORDER BY found.place`,
  );
  const countHits = db
    .prepare<{ hackathonId: string; match: string }, number>(`SELECT count(*) FROM ${FOUND}`)
    .pluck();

  return {
    ...createReferences(db),
    related({ kinds: wanted, hackathonId, words }) {
      const [first = '', second = '', third = '', fourth = ''] = typedWords(words);
      const typed = { first, second, third, fourth };
      const kinds = JSON.stringify(wanted);
      const [records, drafts] =
        first === '' ? [newestRecords, newestDrafts] : [recordsNamed, draftsNamed];
      const rows = [
        ...records.all({ ...typed, kinds }),
        ...drafts.all({ ...typed, kinds, hackathonId }),
      ];
      return rows.map(({ slug, ...row }) => ({
        ...row,
        path: row.source === 'record' ? recordPath(row.kind, slug) : `/documents/${slug}`,
      }));
    },
    search(hackathonId, words) {
      const match = toMatch(words);
      if (match === null) return { hits: [], total: 0 };
      const typed = typedWords(words);
      const hits = selectHits.all({ hackathonId, match }).map(({ plainText, ...hit }) => ({
        ...hit,
        // The text begins with the title, which stands above the excerpt already.
        excerpt: excerptAround(plainText, typed, {
          length: EXCERPT_LENGTH,
          from: plainText.startsWith(hit.title) ? hit.title.length : 0,
        }),
      }));
      const isWhole = hits.length < SEARCH_LIMIT;
      return { hits, total: isWhole ? hits.length : countHits.get({ hackathonId, match })! };
    },
  };
}

/** Words beyond this narrow nothing and cost time. */
const MAX_WORDS = 12;

/** Typed words as an FTS5 query: each must begin a word. `null` without any. */
function toMatch(typed: string): string | null {
  const words = typed.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return null;
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `"${word}"*`)
    .join(' ');
}
