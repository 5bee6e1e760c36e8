// A record with one of its revisions as one row, and what lists show of it. Runs no query.
import type { RecordSummary } from '../../shared/api/catalogue.ts';
import type { LocalisedValue } from '../../shared/projection.ts';
import { type RevisionContent, recordPath } from '../../shared/record.ts';
import type { DocumentState } from '../../shared/roles.ts';
import { countriesOf, tagsOf } from './facets.ts';
import type { RecordRow } from './publish.ts';
import { summaryTexts } from './record-summary.ts';
import { aliveOf } from './search-tables.ts';

/** A record joined with one of its revisions and where it comes from. */
export interface RecordWithRevision extends RecordRow {
  readonly number: number;
  readonly title: string;
  readonly content: string;
  readonly contributors: string;
  readonly finalisedAt: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly teamName: string | null;
  readonly hackathonName: string;
  readonly hackathonSlug: string;
  readonly hackathonAccent: string | null;
  readonly hackathonLogoHash: string | null;
  readonly documentState: DocumentState;
  /** As last confirmed; `null` while nobody has looked. */
  readonly isAlive: 0 | 1 | null;
}

/** The columns and joins of `RecordWithRevision`; `revision` is joined by the reader. */
export const RECORD_WITH_REVISION = `
  SELECT record.id, record.kind, record.slug, record.hackathonId, record.teamId,
    record.documentId, record.state, record.mergedInto, record.headRevision, record.createdAt,
    record.updatedAt, revision.number, revision.title, revision.content, revision.contributors,
    revision.finalisedAt, revision.hash, revision.previousHash, team.name AS teamName,
    hackathon.name AS hackathonName, hackathon.slug AS hackathonSlug,
    hackathon.accent AS hackathonAccent,
    (SELECT hash FROM hackathon_logo AS logo
     WHERE logo.hackathonId = hackathon.id) AS hackathonLogoHash,
    document.state AS documentState,
    (SELECT isAlive FROM record_confirmation AS confirmation
     WHERE confirmation.recordId = record.id ORDER BY confirmation.id DESC LIMIT 1) AS isAlive
  FROM record
  JOIN hackathon ON hackathon.id = record.hackathonId
  JOIN document ON document.id = record.documentId
  LEFT JOIN team ON team.id = record.teamId`;

/** What the revision says. */
export function parseContent(row: RecordWithRevision): RevisionContent {
  return JSON.parse(row.content) as RevisionContent;
}

/** A record as lists show it. */
export function toRecordSummary(row: RecordWithRevision): RecordSummary {
  const { fields } = parseContent(row);
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    path: recordPath(row.kind, row.slug),
    title: row.title,
    summary: summaryTexts(fields.summary as LocalisedValue | undefined),
    countries: countriesOf(fields),
    tags: tagsOf(fields).map(({ label }) => label),
    alive: aliveOf(row.isAlive),
    revision: row.number,
    finalisedAt: row.finalisedAt,
    teamName: row.teamName,
    hackathonName: row.hackathonName,
    hackathonSlug: row.hackathonSlug,
  };
}
