// Reads records with their revisions and shows them as views: relations lead to records where there
// are some, contributors have names. Changes nothing.
import type { Database } from 'better-sqlite3';
import type { RecordSummary, RecordTombstone, RecordView } from '../../shared/api/catalogue.ts';
import { brandOf } from '../../shared/brand.ts';
import { parseRootName } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { FieldValues, LocalisedValue } from '../../shared/projection.ts';
import { type Contributors, type RevisionContent, recordPath } from '../../shared/record.ts';
import type { DocumentState } from '../../shared/roles.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import type { PublishedRecords } from '../exporters/published-records.ts';
import { countriesOf, isRelation, relationsOf, tagsOf } from './facets.ts';
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

/** A record at the revision that was its newest. */
type Head = Pick<RecordRow, 'id' | 'headRevision'>;

/** Records an export reads in one go: a millisecond or two. */
const READ_AT_ONCE = 20;

/** Reads records. */
export interface RecordReader {
  get(recordId: string): RecordView | null;
  getByPath(kind: Kind, slug: string): FoundRecord | null;
  /** A published record as it was at one revision. */
  revision(recordId: string, number: number): RecordView | null;
  /** Those of these records that are published, for export, by their numbers in lists. */
  publishedOf(numbers: readonly number[]): Iterable<ExportRecord>;
  /** Published head revisions, of one hackathon and kind or of all (EX5), oldest record first. */
  published(hackathonId: string | null, kind?: Kind | null): PublishedRecords;
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
  // EX5: the one query that decides what is exported. All of them as one text: tens of thousands of
  // rows would hold the event loop three times as long.
  const selectPublished = db
    .prepare<{ hackathonId: string | null; kind: Kind | null }, string | null>(
      `SELECT group_concat(id || ' ' || headRevision, char(10) ORDER BY createdAt, id) FROM record
       WHERE state = 'published' AND (:hackathonId IS NULL OR hackathonId = :hackathonId)
         AND (:kind IS NULL OR kind = :kind)`,
    )
    .pluck();
  const selectListed = db.prepare<[string], Head>(
    `SELECT record.id, record.headRevision FROM json_each(?) AS asked
     JOIN record_listing AS listing ON listing.number = asked.value
     JOIN record ON record.id = listing.recordId
     WHERE record.state = 'published' ORDER BY asked.key`,
  );
  const selectHeads = db.prepare<[string], RecordWithRevision>(
    `${RECORD_WITH_REVISION}
     JOIN json_each(?) AS asked ON record.id = asked.value ->> 'id'
     JOIN revision
       ON revision.recordId = record.id AND revision.number = asked.value ->> 'headRevision'
     ORDER BY asked.key`,
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
  // Named by its own id, by that of its document while it was a draft, or by those of what was merged
  // into it.
  const selectNamedBy = db.prepare<
    { id: string },
    { field: string; kind: Kind; slug: string; title: string }
  >(
    `WITH RECURSIVE named (id) AS (
       SELECT :id UNION SELECT record.id FROM record JOIN named ON record.mergedInto = named.id),
     ref (ref) AS (
       SELECT 'record:' || id FROM named
       UNION SELECT 'document:' || record.documentId FROM record JOIN named ON record.id = named.id)
     SELECT DISTINCT reference.field, record.kind, record.slug, revision.title
     FROM ref JOIN record_reference AS reference ON reference.ref = ref.ref
     JOIN record_listing AS listing ON listing.number = reference.number
     JOIN record ON record.id = listing.recordId AND record.id <> :id
     JOIN revision ON revision.recordId = record.id AND revision.number = record.headRevision
     ORDER BY revision.title`,
  );
  // A reference to a merged record leads to what it was merged into.
  const selectTargets = db.prepare<[string], Target>(
    `SELECT asked.value AS ref, record.id AS recordId, record.kind, record.slug, revision.title
     FROM json_each(?) AS asked
     JOIN record AS named
       ON named.id = substr(asked.value, 8) AND asked.value LIKE 'record:%'
       OR named.documentId = substr(asked.value, 10) AND asked.value LIKE 'document:%'
     JOIN record ON record.state = 'published' AND record.id = (
       WITH RECURSIVE led (id, mergedInto) AS (
         SELECT named.id, named.mergedInto
         UNION SELECT next.id, next.mergedInto FROM record AS next
           JOIN led ON next.id = led.mergedInto)
       SELECT id FROM led WHERE mergedInto IS NULL)
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
      namedBy: selectNamedBy.all({ id: row.id }).map(({ field, kind, slug, title }) => ({
        field,
        kind,
        title,
        path: recordPath(kind, slug),
      })),
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

  function toExport(rows: readonly RecordWithRevision[]): ExportRecord[] {
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
      alive: aliveOf(row.isAlive),
    }));
  }

  /** Reads some at a time; whoever reads again gets the revisions of the first time. */
  function readInParts<T>(
    all: readonly T[],
    headsOf: (some: readonly T[]) => readonly Head[],
  ): Iterable<ExportRecord> {
    const known: (readonly Head[])[] = [];
    return {
      *[Symbol.iterator]() {
        for (let part = 0; part * READ_AT_ONCE < all.length; part += 1) {
          const start = part * READ_AT_ONCE;
          known[part] ??= headsOf(all.slice(start, start + READ_AT_ONCE));
          yield* toExport(selectHeads.all(JSON.stringify(known[part])));
        }
      },
    };
  }

  /** Where a merged record leads in the end; nothing merges in a circle. */
  function survivorOf(row: RecordWithRevision): RecordWithRevision | undefined {
    let found: RecordWithRevision | undefined = row;
    while (found !== undefined && found.mergedInto !== null) {
      found = selectHead.get(found.mergedInto);
    }
    return found;
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
    publishedOf: (numbers) =>
      readInParts(numbers, (some) => selectListed.all(JSON.stringify(some))),
    published(hackathonId, kind = null) {
      const heads = selectPublished.get({ hackathonId, kind })?.split('\n') ?? [];
      return { size: heads.length, ...readInParts(heads, (some) => some.map(toHead)) };
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
    alive: aliveOf(row.isAlive),
    revision: row.number,
    finalisedAt: row.finalisedAt,
    teamName: row.teamName,
    hackathonName: row.hackathonName,
    hackathonSlug: row.hackathonSlug,
  };
}

function toHead(line: string): Head {
  const [id = '', headRevision] = line.split(' ');
  return { id, headRevision: Number(headRevision) };
}

function parseContent(row: RecordWithRevision): RevisionContent {
  return JSON.parse(row.content) as RevisionContent;
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
