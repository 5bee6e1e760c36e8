// Reads records with their revisions and shows them as views: relations lead to records where there
// are some, contributors have names. Changes nothing.
import type { Database } from 'better-sqlite3';
import type { RecordTombstone, RecordView } from '../../shared/api/catalogue.ts';
import { brandOf } from '../../shared/brand.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type Contributors, recordPath } from '../../shared/record.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { createPublishedReader, type PublishedReader } from './published-reader.ts';
import { contributorsOf, creditsOf } from './record-credits.ts';
import { createRecordLinks, resolveRelations } from './record-links.ts';
import {
  parseContent,
  RECORD_WITH_REVISION,
  type RecordWithRevision,
  toRecordSummary,
} from './record-rows.ts';

/** What `getByPath` finds. */
export type FoundRecord =
  | RecordView
  /** The permalink is an old one; `redirect` is the path of today (LI8). */
  | { readonly redirect: string }
  | { readonly tombstone: RecordTombstone };

/** Reads records. */
export interface RecordReader extends PublishedReader {
  get(recordId: string): RecordView | null;
  getByPath(kind: Kind, slug: string): FoundRecord | null;
  /** A published record as it was at one revision. */
  revision(recordId: string, number: number): RecordView | null;
}

/** Prepares the statements. */
export function createRecordReader(db: Database, accounts: Accounts): RecordReader {
  const links = createRecordLinks(db);
  const selectHead = db.prepare<[string], RecordWithRevision>(
    `${RECORD_WITH_REVISION}
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     WHERE record.id = ?`,
  );
  const selectRevision = db.prepare<[number, string], RecordWithRevision>(
    `${RECORD_WITH_REVISION}
     JOIN revision ON revision.recordId = record.id AND revision.number = ?
     WHERE record.id = ?`,
  );
  const selectBySlug = db
    .prepare<[Kind, string], string>('SELECT recordId FROM record_slug WHERE kind = ? AND slug = ?')
    .pluck();
  const selectRevisions = db.prepare<[string], RecordView['revisions'][number]>(
    `SELECT revision.number, revision.finalisedAt, revision.hash, revision.previousHash,
       hackathon.name AS hackathonName, team.name AS teamName
     FROM revision
     JOIN revision_source AS source
       ON source.recordId = revision.recordId AND source.number = revision.number
     JOIN hackathon ON hackathon.id = source.hackathonId
     LEFT JOIN team ON team.id = source.teamId
     WHERE revision.recordId = ? ORDER BY revision.number DESC`,
  );
  const selectConfirmation = db.prepare<
    [string],
    { isAlive: 0 | 1; at: number; note: string; personId: string | null }
  >(
    `SELECT isAlive, at, note, personId FROM record_confirmation WHERE recordId = ?
     ORDER BY id DESC LIMIT 1`,
  );
  const selectMergedFrom = db.prepare<[string], RecordView['mergedFrom'][number]>(
    `WITH RECURSIVE merged (id) AS (
       SELECT id FROM record WHERE mergedInto = ?
       UNION SELECT record.id FROM record JOIN merged ON record.mergedInto = merged.id)
     SELECT record.id, revision.title, record.headRevision AS revisions
     FROM merged JOIN record ON record.id = merged.id
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     ORDER BY revision.title`,
  );

  function toView(row: RecordWithRevision): RecordView {
    const content = parseContent(row);
    const leads = links.leads([content.fields]);
    const contributors = JSON.parse(row.contributors) as Contributors;
    return {
      ...toRecordSummary(row),
      state: row.state,
      fields: resolveRelations(content.fields, leads),
      hash: row.hash,
      previousHash: row.previousHash,
      contributors: creditsOf(
        row.kind,
        contributors,
        accounts.people.names(contributorsOf([contributors])),
      ),
      related: Object.fromEntries(
        [...leads.values()].map(({ recordId, kind, slug, title }) => [
          `record:${recordId}`,
          { path: recordPath(kind, slug), title, kind },
        ]),
      ),
      namedBy: links.namedBy(row.id),
      revisions: selectRevisions.all(row.id),
      confirmation: confirmationOf(row.id),
      mergedFrom: selectMergedFrom.all(row.id),
      isReopened: ['reopened', 'in-review'].includes(row.documentState),
      brand: brandOf({
        id: row.hackathonId,
        accent: row.hackathonAccent,
        logoHash: row.hackathonLogoHash,
      }),
    };
  }

  function confirmationOf(recordId: string): RecordView['confirmation'] {
    const found = selectConfirmation.get(recordId);
    if (found === undefined) return null;
    const { isAlive, at, note, personId } = found;
    const personName =
      personId === null ? '' : (accounts.people.names([personId]).get(personId) ?? '');
    return { isAlive: isAlive === 1, at, note, personName };
  }

  /** Where a merged record leads in the end; nothing merges in a circle. */
  function survivorOf(row: RecordWithRevision): RecordWithRevision | undefined {
    let found: RecordWithRevision | undefined = row;
    while (found !== undefined && found.mergedInto !== null) {
      found = selectHead.get(found.mergedInto);
    }
    return found;
  }

  return {
    ...createPublishedReader(db, accounts, links),
    get(recordId) {
      const row = selectHead.get(recordId);
      return row === undefined ? null : toView(row);
    },
    getByPath(kind, slug) {
      const recordId = selectBySlug.get(kind, slug);
      const row = recordId === undefined ? undefined : selectHead.get(recordId);
      if (row === undefined) return null;
      const path = recordPath(row.kind, row.slug);
      if (row.state === 'merged') {
        const target = survivorOf(row);
        return target === undefined ? null : { redirect: recordPath(target.kind, target.slug) };
      }
      if (row.state === 'withdrawn') {
        const { id, title, updatedAt } = row;
        return { tombstone: { id, kind: row.kind, path, title, withdrawnAt: updatedAt } };
      }
      return row.slug === slug ? toView(row) : { redirect: path };
    },
    revision(recordId, number) {
      const row = selectRevision.get(number, recordId);
      return row === undefined || row.state !== 'published' ? null : toView(row);
    },
  };
}
