// Published head revisions for those who export them all: some at a time, so that nobody waits for the
// whole. Changes nothing.
import type { Database } from 'better-sqlite3';
import type { Kind } from '../../shared/kinds.ts';
import { type Contributors, recordPath } from '../../shared/record.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import type { PublishedRecords } from '../exporters/published-records.ts';
import type { RecordRow } from './publish.ts';
import { contributorsOf, creditsOf } from './record-credits.ts';
import { type RecordLinks, resolveRelations } from './record-links.ts';
import { parseContent, RECORD_WITH_REVISION, type RecordWithRevision } from './record-rows.ts';
import { aliveOf } from './search-tables.ts';

/** A record at the revision that was its newest. */
type Head = Pick<RecordRow, 'id' | 'headRevision'>;

/** Records an export reads in one go: a millisecond or two. */
const READ_AT_ONCE = 20;

/** Reads what is exported. */
export interface PublishedReader {
  /** Those of these records that are published, for export, by their numbers in lists. */
  publishedOf(numbers: readonly number[]): Iterable<ExportRecord>;
  /** Published head revisions, of one hackathon and kind or of all (EX5), oldest record first. */
  published(hackathonId: string | null, kind?: Kind | null): PublishedRecords;
}

/** Prepares the statements. */
export function createPublishedReader(
  db: Database,
  accounts: Pick<Accounts, 'people'>,
  links: RecordLinks,
): PublishedReader {
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
  function toExport(rows: readonly RecordWithRevision[]): ExportRecord[] {
    const all = rows.map((row) => ({
      row,
      fields: parseContent(row).fields,
      contributors: JSON.parse(row.contributors) as Contributors,
    }));
    const leads = links.leads(all.map(({ fields }) => fields));
    const names = accounts.people.names(contributorsOf(all.map((one) => one.contributors)));
    return all.map(({ row, fields, contributors }) => ({
      id: row.id,
      kind: row.kind,
      slug: row.slug,
      path: recordPath(row.kind, row.slug),
      title: row.title,
      fields: resolveRelations(fields, leads),
      revision: row.number,
      finalisedAt: row.finalisedAt,
      hash: row.hash,
      previousHash: row.previousHash,
      contributors: creditsOf(row.kind, contributors, names),
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

  return {
    publishedOf: (numbers) =>
      readInParts(numbers, (some) => selectListed.all(JSON.stringify(some))),
    published(hackathonId, kind = null) {
      const heads = selectPublished.get({ hackathonId, kind })?.split('\n') ?? [];
      return { size: heads.length, ...readInParts(heads, (some) => some.map(toHead)) };
    },
  };
}

function toHead(line: string): Head {
  const [id = '', headRevision] = line.split(' ');
  return { id, headRevision: Number(headRevision) };
}
