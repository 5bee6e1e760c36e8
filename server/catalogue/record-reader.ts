// Reads records with their revisions and shows them as views: relations lead to records where there
// are some, contributors have names. Changes nothing.
import type { Database } from 'better-sqlite3';
import type { RecordSummary, RecordTombstone, RecordView } from '../../shared/api/catalogue.ts';
import { parseRootName } from '../../shared/document.ts';
import type { Kind } from '../../shared/fields.ts';
import type { FieldValues, LocalisedValue } from '../../shared/projection.ts';
import { type Contributors, type RevisionContent, recordPath } from '../../shared/record.ts';
import type { DocumentState } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import { countriesOf, isRelation, relationsOf, tagsOf } from './facets.ts';
import type { RecordRow } from './publish.ts';

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
  readonly documentState: DocumentState;
}

/** The columns and joins of `RecordWithRevision`; `revision` is joined by the reader. */
export const RECORD_WITH_REVISION = `
  SELECT record.id, record.kind, record.slug, record.hackathonId, record.teamId,
    record.documentId, record.state, record.mergedInto, record.headRevision, record.createdAt,
    record.updatedAt, revision.number, revision.title, revision.content, revision.contributors,
    revision.finalisedAt, revision.hash, revision.previousHash, team.name AS teamName,
    hackathon.name AS hackathonName, hackathon.slug AS hackathonSlug,
    document.state AS documentState
  FROM record
  JOIN hackathon ON hackathon.id = record.hackathonId
  JOIN document ON document.id = record.documentId
  LEFT JOIN team ON team.id = record.teamId`;

/** What `getByPath` finds. */
export type FoundRecord =
  | RecordView
  /** The permalink is an old one; `redirect` is the path of today (LI8). */
  | { readonly redirect: string }
  | { readonly tombstone: RecordTombstone };

/** Where a reference leads. */
interface Target {
  readonly ref: string;
  readonly recordId: string;
  readonly kind: Kind;
  readonly slug: string;
  readonly title: string;
}

/** Reads records. */
export interface RecordReader {
  get(recordId: string): RecordView | null;
  getByPath(kind: Kind, slug: string): FoundRecord | null;
  /** A published record as it was at one revision. */
  revision(recordId: string, number: number): RecordView | null;
  /** Published head revisions, of one hackathon or of all (EX5), oldest record first. */
  published(hackathonId: string | null): ExportRecord[];
}

/** Prepares the statements. */
export function createRecordReader(db: Database, accounts: Accounts): RecordReader {
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
  // EX5: the one query that decides what is exported.
  const selectPublished = db.prepare<{ hackathonId: string | null }, RecordWithRevision>(
    `${RECORD_WITH_REVISION}
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     WHERE record.state = 'published'
       AND (:hackathonId IS NULL OR record.hackathonId = :hackathonId)
     ORDER BY record.createdAt, record.id`,
  );
  const selectBySlug = db
    .prepare<[Kind, string], string>('SELECT recordId FROM record_slug WHERE kind = ? AND slug = ?')
    .pluck();
  const selectRevisions = db.prepare<[string], RecordView['revisions'][number]>(
    'SELECT number, finalisedAt, hash FROM revision WHERE recordId = ? ORDER BY number DESC',
  );
  // A reference to a merged record leads to what it was merged into.
  const selectTargets = db.prepare<[string], Target>(
    `SELECT asked.value AS ref, record.id AS recordId, record.kind, record.slug, revision.title
     FROM json_each(?) AS asked
     JOIN record AS named
       ON named.id = substr(asked.value, 8) AND asked.value LIKE 'record:%'
       OR named.documentId = substr(asked.value, 10) AND asked.value LIKE 'document:%'
     JOIN record ON record.id = coalesce(named.mergedInto, named.id) AND record.state = 'published'
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision`,
  );

  function targets(fields: readonly FieldValues[]): Map<string, Target> {
    const refs = new Set(fields.flatMap(relationsOf).map(({ ref }) => ref));
    if (refs.size === 0) return new Map();
    return new Map(
      selectTargets.all(JSON.stringify([...refs])).map((target) => [target.ref, target]),
    );
  }

  function toView(row: RecordWithRevision): RecordView {
    const content = parseContent(row);
    const leads = targets([content.fields]);
    const contributors = JSON.parse(row.contributors) as Contributors;
    return {
      ...toRecordSummary(row),
      state: row.state,
      fields: resolveRelations(content.fields, leads),
      hash: row.hash,
      previousHash: row.previousHash,
      contributors: creditsOf(row.kind, contributors, namesOf([contributors])),
      related: Object.fromEntries(
        [...leads.values()].map(({ recordId, kind, slug, title }) => [
          `record:${recordId}`,
          { path: recordPath(kind, slug), title, kind },
        ]),
      ),
      revisions: selectRevisions.all(row.id),
      isReopened: ['reopened', 'in-review'].includes(row.documentState),
    };
  }

  function namesOf(all: readonly Contributors[]): ReadonlyMap<string, string> {
    return accounts.people.names([...new Set(all.flatMap((one) => Object.values(one).flat()))]);
  }

  return {
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
        const target = selectHead.get(row.mergedInto!);
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
    published(hackathonId) {
      const rows = selectPublished.all({ hackathonId });
      const contents = rows.map((row) => parseContent(row).fields);
      const credits = rows.map((row) => JSON.parse(row.contributors) as Contributors);
      const leads = targets(contents);
      const names = namesOf(credits);
      return rows.map((row, index) => ({
        id: row.id,
        kind: row.kind,
        slug: row.slug,
        path: recordPath(row.kind, row.slug),
        title: row.title,
        fields: resolveRelations(contents[index]!, leads),
        revision: row.number,
        finalisedAt: row.finalisedAt,
        hash: row.hash,
        previousHash: row.previousHash,
        contributors: creditsOf(row.kind, credits[index]!, names),
        hackathon: { id: row.hackathonId, name: row.hackathonName, slug: row.hackathonSlug },
        teamName: row.teamName,
      }));
    },
  };
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
    revision: row.number,
    finalisedAt: row.finalisedAt,
    teamName: row.teamName,
    hackathonName: row.hackathonName,
    hackathonSlug: row.hackathonSlug,
  };
}

function parseContent(row: RecordWithRevision): RevisionContent {
  return JSON.parse(row.content) as RevisionContent;
}

function summaryTexts(value: LocalisedValue | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** Points relations at records where there are some, under their titles of today. */
function resolveRelations(fields: FieldValues, leads: ReadonlyMap<string, Target>): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (!Array.isArray(value) || !(value as readonly unknown[]).some(isRelation)) {
        return [name, value];
      }
      const seen = new Set<string>();
      const resolved = (value as readonly unknown[]).filter(isRelation).flatMap((relation) => {
        const target = leads.get(relation.ref);
        const next =
          target === undefined
            ? relation
            : { ref: `record:${target.recordId}`, label: target.title };
        // A draft and its record named side by side are one.
        if (seen.has(next.ref)) return [];
        seen.add(next.ref);
        return [next];
      });
      return [name, resolved];
    }),
  );
}

/** Who wrote which fields, by name; people of the same name stay apart. */
function creditsOf(
  kind: Kind,
  contributors: Contributors,
  names: ReadonlyMap<string, string>,
): { name: string; fields: string[] }[] {
  const fieldsByPerson = new Map<string, Set<string>>();
  for (const [root, people] of Object.entries(contributors)) {
    const field = parseRootName(kind, root)?.field.name ?? root;
    for (const personId of people) {
      const fields = fieldsByPerson.get(personId) ?? new Set();
      fieldsByPerson.set(personId, fields.add(field));
    }
  }
  return [...fieldsByPerson].map(([personId, fields]) => ({
    name: names.get(personId) ?? '',
    fields: [...fields].sort(),
  }));
}
