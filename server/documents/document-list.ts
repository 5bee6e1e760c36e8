// Documents as lists and boards show them: row, projection, last author and record joined. Only reads.
import type { Database } from 'better-sqlite3';
import type { DocumentSummary } from '../../shared/api/documents.ts';
import type { Kind } from '../../shared/kinds.ts';
import { normaliseName } from '../../shared/normalise.ts';
import { recordPath } from '../../shared/record.ts';
import type { DocumentState } from '../../shared/roles.ts';

/** Which documents a list is of. */
type DocumentSelection =
  | { readonly hackathonId: string }
  | { readonly teamId: string }
  | { readonly ids: readonly string[] };

/** Lists of documents. */
export interface DocumentList {
  /** Oldest first. */
  summaries(selection: DocumentSelection): DocumentSummary[];
  summary(id: string): DocumentSummary | null;
  /** Those of a hackathon whose title holds the words, accents and case aside. */
  find(hackathonId: string, words: string): DocumentSummary[];
}

const SUMMARY = `
  SELECT document.id, document.hackathonId, document.teamId, document.kind, document.state,
    document.createdAt, projection.title, projection.completeness, projection.missing,
    projection.lastEditedAt, iif(person.erasedAt IS NULL, person.name, '') AS lastEditedBy,
    record.slug, record.state AS recordState, record.headRevision,
    (SELECT json_group_array(teamId) FROM document_invited_team
     WHERE documentId = document.id) AS invitedTeamIds,
    (SELECT json_group_array(teamId) FROM join_request
     WHERE documentId = document.id AND declinedAt IS NULL) AS askingTeamIds,
    (SELECT count(*) FROM note_thread
     WHERE documentId = document.id AND resolvedAt IS NULL) AS openNotes
  FROM document
  JOIN document_projection AS projection ON projection.documentId = document.id
  LEFT JOIN person ON person.id = projection.lastEditedBy
  LEFT JOIN document_record ON document_record.documentId = document.id
  LEFT JOIN record ON record.id = document_record.recordId`;

interface SummaryRow {
  id: string;
  hackathonId: string;
  teamId: string;
  kind: Kind;
  state: DocumentState;
  createdAt: number;
  title: string;
  completeness: number;
  missing: string;
  lastEditedAt: number | null;
  lastEditedBy: string | null;
  slug: string | null;
  recordState: string | null;
  headRevision: number | null;
  invitedTeamIds: string;
  askingTeamIds: string;
  openNotes: number;
}

/** Prepares the statements. */
export function createDocumentList(db: Database): DocumentList {
  const selectByHackathon = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.hackathonId = ? ORDER BY document.createdAt, document.rowid`,
  );
  const selectByTeam = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.teamId = ? ORDER BY document.createdAt, document.rowid`,
  );
  const selectByIds = db.prepare<[string], SummaryRow>(
    `${SUMMARY} WHERE document.id IN (SELECT value FROM json_each(?))
     ORDER BY document.createdAt, document.rowid`,
  );
  function summaries(selection: DocumentSelection): DocumentSummary[] {
    if ('hackathonId' in selection) {
      return selectByHackathon.all(selection.hackathonId).map(toSummary);
    }
    if ('teamId' in selection) return selectByTeam.all(selection.teamId).map(toSummary);
    return selectByIds.all(JSON.stringify(selection.ids)).map(toSummary);
  }

  function summary(id: string): DocumentSummary | null {
    return summaries({ ids: [id] })[0] ?? null;
  }

  return {
    summaries,
    summary,
    find(hackathonId, words) {
      const wanted = normaliseName(words);
      const all = summaries({ hackathonId });
      return wanted === '' ? all : all.filter(({ title }) => normaliseName(title).includes(wanted));
    },
  };
}

function toSummary(row: SummaryRow): DocumentSummary {
  const { slug, recordState, missing, headRevision, invitedTeamIds, askingTeamIds, ...rest } = row;
  return {
    ...rest,
    missing: JSON.parse(missing) as DocumentSummary['missing'],
    recordPath: slug !== null && recordState === 'published' ? recordPath(row.kind, slug) : null,
    headRevision,
    invitedTeamIds: JSON.parse(invitedTeamIds) as string[],
    askingTeamIds: JSON.parse(askingTeamIds) as string[],
  };
}
