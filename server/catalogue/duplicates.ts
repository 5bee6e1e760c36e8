// Looks for entries that are probably the same: among published records and among live drafts of the
// same hackathon (LI5). Only reads, but for remembering who is not whom.
import type { Database } from 'better-sqlite3';
import type { DuplicateView } from '../../shared/api/documents.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues } from '../../shared/projection.ts';
import { recordPath } from '../../shared/record.ts';
import { type DuplicateKeys, duplicateKeys } from './facets.ts';
import { piecesOfSimilar } from './name-pieces.ts';
import { isSimilarName } from './similar-name.ts';

/** An entry that others are compared with. */
interface DuplicateQuestion {
  readonly kind: Kind;
  readonly title: string;
  readonly fields: FieldValues;
  /**
   * The document it is; the record it writes, other documents that write it and drafts of other
   * hackathons are no answer. `null` for what is no document yet: then `hackathonId` says where.
   */
  readonly excludeDocumentId: string | null;
  readonly hackathonId?: string;
}

/** Finds and remembers. */
export interface Duplicates {
  /** The surest matches first. Pairs somebody called different are left out. */
  find(question: DuplicateQuestion): DuplicateView[];
  /**
   * Remembers that a document is none of `ids` (records or documents). Inside the caller's
   * transaction; ids nobody knows are passed over.
   */
  remember(
    documentId: string,
    ids: readonly string[],
    decision: { readonly personId: string; readonly reason: string; readonly at: number },
  ): void;
}

interface Candidate {
  readonly match: DuplicateView['match'];
  readonly documentId: string;
  readonly kind: Kind;
  readonly title: string;
  readonly teamName: string | null;
  readonly recordId: string | null;
  readonly slug: string | null;
}

const MATCHES: readonly DuplicateView['match'][] = [
  'wikidata',
  'source-code',
  'website',
  'name',
  'similar-name',
];

/** Prepares the statements. */
export function createDuplicates(db: Database): Duplicates {
  const selectListed = db.prepare<
    DuplicateKeys & { kind: Kind; pieces: string },
    DuplicateKeys & { recordId: string }
  >(
    `WITH found (number) AS (
       ${foundIn('record_listing', 'listing.kind = :kind')}
       UNION ${foundByPiece("''")}
     )
     SELECT recordId, normalisedTitle, websiteKey, sourceCodeKey, wikidata
     FROM found CROSS JOIN record_listing ON record_listing.number = found.number`,
  );
  const selectRecord = db.prepare<[string], Omit<Candidate, 'match'>>(
    `SELECT record.documentId, record.kind, revision.title, team.name AS teamName,
       record.id AS recordId, record.slug
     FROM record
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     LEFT JOIN team ON team.id = record.teamId
     WHERE record.id = ?`,
  );
  const selectDrafts = db.prepare<
    DuplicateKeys & {
      kind: Kind;
      documentId: string;
      hackathonId: string | null;
      pieces: string;
    },
    DuplicateKeys & { documentId: string; title: string; teamName: string }
  >(
    `WITH here AS MATERIALIZED (
       SELECT coalesce(:hackathonId, (SELECT hackathonId FROM document WHERE id = :documentId)) AS id
     ),
     found (number) AS (
       ${foundIn(
         'document_listing',
         'listing.hackathonId = (SELECT id FROM here) AND listing.kind = :kind',
       )}
       UNION ${foundByPiece('(SELECT id FROM here)')}
     )
     SELECT listing.documentId, listing.normalisedTitle, listing.websiteKey,
       listing.sourceCodeKey, listing.wikidata, projection.title, team.name AS teamName
     FROM found CROSS JOIN document_listing AS listing ON listing.number = found.number
     JOIN document ON document.id = listing.documentId
     JOIN document_projection AS projection ON projection.documentId = document.id
     JOIN team ON team.id = document.teamId
     WHERE document.id <> :documentId AND document.state IN ('draft', 'in-review', 'reopened')`,
  );
  const selectDifferent = db
    .prepare<{ documentId: string }, string>(
      `SELECT secondId FROM not_the_same WHERE firstId = :documentId
       UNION SELECT firstId FROM not_the_same WHERE secondId = :documentId`,
    )
    .pluck();
  const selectDocumentId = db
    .prepare<{ id: string }, string>(
      `SELECT documentId FROM record WHERE id = :id UNION SELECT id FROM document WHERE id = :id`,
    )
    .pluck();
  const selectOwn = db
    .prepare<{ documentId: string }, string>(
      `SELECT other.documentId FROM document_record AS own
       JOIN document_record AS other ON other.recordId = own.recordId
       WHERE own.documentId = :documentId`,
    )
    .pluck();
  const insertDifferent = db.prepare<[string, string, string, string, number]>(
    `INSERT INTO not_the_same (firstId, secondId, personId, reason, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );

  return {
    find({ kind, title, fields, excludeDocumentId, hackathonId = null }) {
      const documentId = excludeDocumentId ?? '';
      const keys = duplicateKeys(title, fields);
      const pieces = JSON.stringify(piecesOfSimilar(keys.normalisedTitle));
      const different = new Set([
        ...selectDifferent.all({ documentId }),
        ...selectOwn.all({ documentId }),
      ]);
      const seen = new Set<string>();
      const candidates: Candidate[] = [];
      for (const { recordId, ...listed } of selectListed.all({ ...keys, kind, pieces })) {
        const match = matchOf(keys, listed);
        const record = match === null ? undefined : selectRecord.get(recordId);
        if (match !== null && record !== undefined) candidates.push({ ...record, match });
      }
      for (const draft of selectDrafts.all({
        ...keys,
        kind,
        documentId,
        hackathonId,
        pieces,
      })) {
        const { title: name, teamName, documentId: draftId, ...other } = draft;
        const match = matchOf(keys, other);
        if (match === null) continue;
        candidates.push({
          match,
          documentId: draftId,
          kind,
          title: name,
          teamName,
          recordId: null,
          slug: null,
        });
      }
      // A record comes before the reopened draft behind it.
      const found = candidates.filter(({ documentId: id }) => {
        if (id === documentId || different.has(id) || seen.has(id)) return false;
        seen.add(id);
        return true;
      });
      return found.map(toView).sort((a, b) => MATCHES.indexOf(a.match) - MATCHES.indexOf(b.match));
    },
    remember(documentId, ids, { personId, reason, at }) {
      for (const id of ids) {
        // Kept by document, so that a draft stays different when it becomes a record.
        const other = selectDocumentId.get({ id });
        if (other === undefined || other === documentId) continue;
        const [first, second] = documentId < other ? [documentId, other] : [other, documentId];
        insertDifferent.run(first, second, personId, reason, at);
      }
    },
  };
}

/** Rows of a listing that share a normal form with what is asked, each found by an index. */
function foundIn(listing: 'record_listing' | 'document_listing', where: string): string {
  return ['normalisedTitle', 'websiteKey', 'sourceCodeKey', 'wikidata']
    .map(
      (key) =>
        `SELECT listing.number FROM ${listing} AS listing
         WHERE ${where} AND listing.${key} = :${key} AND listing.${key} <> ''`,
    )
    .join(' UNION ');
}

/** Rows whose names may be similar. The asked pieces come first: each is one step into the index. */
function foundByPiece(scope: string): string {
  return `SELECT piece.number FROM json_each(:pieces) AS asked CROSS JOIN name_piece AS piece
    ON piece.scope = ${scope} AND piece.kind = :kind
      AND piece.length = json_extract(asked.value, '$[0]')
      AND piece.part = json_extract(asked.value, '$[1]')
      AND piece.piece = json_extract(asked.value, '$[2]')`;
}

function matchOf(asked: DuplicateKeys, found: DuplicateKeys): DuplicateView['match'] | null {
  const agrees = (key: keyof DuplicateKeys) =>
    asked[key] !== null && asked[key] !== '' && asked[key] === found[key];
  if (agrees('wikidata')) return 'wikidata';
  if (agrees('sourceCodeKey')) return 'source-code';
  if (agrees('websiteKey')) return 'website';
  if (agrees('normalisedTitle')) return 'name';
  return isSimilarName(asked.normalisedTitle, found.normalisedTitle) ? 'similar-name' : null;
}

function toView(candidate: Candidate): DuplicateView {
  const { match, documentId, kind, title, teamName, recordId, slug } = candidate;
  return recordId !== null && slug !== null
    ? { type: 'record', id: recordId, kind, title, path: recordPath(kind, slug), teamName, match }
    : {
        type: 'document',
        id: documentId,
        kind,
        title,
        path: `/documents/${documentId}`,
        teamName,
        match,
      };
}
