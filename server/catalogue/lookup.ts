// Finds entries by words while somebody types: things to refer to, and texts of a hackathon's
// documents. Only reads; who may ask is decided at the door.
import type { Database } from 'better-sqlite3';
import type { RelatedView, SearchAnswer, SearchHit } from '../../shared/api/lookup.ts';
import type { Kind } from '../../shared/fields.ts';
import { excerptAround, typedWords } from '../../shared/highlight.ts';

/** Answers what somebody types. */
export interface Lookup {
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

/** Hits shown; whoever sees so many types another word. */
const SEARCH_LIMIT = 30;

const EXCERPT_LENGTH = 160;

/** Words of a title weigh this much more than words of the text. */
const TITLE_WEIGHT = 8;

/** Prepares the statements. */
export function createLookup(db: Database): Lookup {
  const record = `SELECT 'record:' || record.id AS ref, record.kind, revision.title,
    'record' AS source, team.name AS teamName
    FROM found JOIN record_listing AS listing ON listing.number = found.number
    JOIN record ON record.id = listing.recordId
    JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
    LEFT JOIN team ON team.id = record.teamId ORDER BY found.place`;
  const selectRecords = db.prepare<{ kinds: string; match: string }, RelatedView>(
    `WITH found AS MATERIALIZED (
       SELECT listing.number, record_search.rank AS place
       FROM record_search JOIN record_listing AS listing ON listing.number = record_search.rowid
       WHERE record_search MATCH :match AND listing.kind IN (SELECT value FROM json_each(:kinds))
       ORDER BY record_search.rank LIMIT ${RELATED_LIMIT})
     ${record}`,
  );
  const selectNewestRecords = db.prepare<{ kinds: string }, RelatedView>(
    `WITH found AS MATERIALIZED (
       SELECT number, -finalisedAt AS place FROM record_listing
       WHERE kind IN (SELECT value FROM json_each(:kinds))
       ORDER BY finalisedAt DESC, number DESC LIMIT ${RELATED_LIMIT})
     ${record}`,
  );
  // A finalised document is found as its record.
  const draft = `SELECT 'document:' || document.id AS ref, document.kind, projection.title,
    'document' AS source, team.name AS teamName
    FROM found JOIN document_listing AS listing ON listing.number = found.number
    JOIN document ON document.id = listing.documentId
    JOIN document_projection AS projection ON projection.documentId = document.id
    JOIN team ON team.id = document.teamId
    WHERE document.hackathonId = :hackathonId AND projection.title <> ''
      AND document.kind IN (SELECT value FROM json_each(:kinds))
      AND document.state IN ('draft', 'in-review')
    ORDER BY found.place LIMIT ${RELATED_LIMIT}`;
  const selectDrafts = db.prepare<
    { kinds: string; hackathonId: string; match: string },
    RelatedView
  >(
    `WITH found AS MATERIALIZED (SELECT rowid AS number, rank AS place FROM document_search
       WHERE document_search MATCH :match)
     ${draft}`,
  );
  const selectNewestDrafts = db.prepare<{ kinds: string; hackathonId: string }, RelatedView>(
    `WITH found AS (SELECT number, -number AS place FROM document_listing
       WHERE hackathonId = :hackathonId)
     ${draft}`,
  );
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
    related({ kinds: wanted, hackathonId, words }) {
      const kinds = JSON.stringify(wanted);
      const match = toMatch(words);
      if (match === null) {
        return [
          ...selectNewestRecords.all({ kinds }),
          ...selectNewestDrafts.all({ kinds, hackathonId }),
        ];
      }
      const titleMatch = `title : (${match})`;
      return [
        ...selectRecords.all({ kinds, match: titleMatch }),
        ...selectDrafts.all({ kinds, hackathonId, match: titleMatch }),
      ];
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
