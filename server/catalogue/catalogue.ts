// Joins the parts of the catalogue: publishing, reading, lists, duplicates, verification. Knows
// documents only by their id.
import type { Database } from 'better-sqlite3';
import type { RecordPage } from '../../shared/api/catalogue.ts';
import { recordPath } from '../../shared/record.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ExportRecord } from '../exporters/export-record.ts';
import type { Changes } from '../live/changes.ts';
import { createDuplicates, type Duplicates } from './duplicates.ts';
import { openListing, type RecordQuery } from './listing.ts';
import {
  type Publication,
  type Published,
  preparePublish,
  prepareRecordOf,
  RECORD_COLUMNS,
  type RecordRow,
} from './publish.ts';
import { createRecordReader, type RecordReader } from './record-reader.ts';
import { type Verification, verifyCatalogue } from './verify.ts';

/** Somebody looked whether what a record is about still exists. */
export interface Confirmation {
  readonly recordId: string;
  readonly isAlive: boolean;
  readonly note: string;
  readonly personId: string;
  readonly at: number;
}

/** The catalogue of this server. */
export interface Catalogue extends Omit<RecordReader, 'publishedOf'> {
  /**
   * Writes a revision and its record, inside the caller's transaction. Content equal to the head
   * revision writes none and publishes that one again.
   */
  write(publication: Publication): Published;
  /** Takes a document's record out of the public catalogue, inside the caller's transaction. */
  withdraw(documentId: string, at: number): void;
  /** Makes a published record lead to another, inside the caller's transaction. */
  merge(recordId: string, intoId: string, at: number): void;
  /** Publishes a merged record again, inside the caller's transaction. */
  unmerge(recordId: string, at: number): void;
  /** Notes that somebody looked whether it is still alive, inside the caller's transaction. */
  confirm(confirmation: Confirmation): void;
  /** A record's row, published or not. */
  row(recordId: string): RecordRow | null;
  /** The record a document writes, published or not: its own, or the one it improves. */
  recordOf(documentId: string): RecordRow | null;
  /** Says that a record is not what it was; after the commit. */
  announce(recordId: string, hackathonId: string): void;
  list(query: RecordQuery): RecordPage;
  /** Ids of everything a search finds, in the order of the list. */
  listIds(query: RecordQuery): string[];
  /** Everything a search finds, in the order of the list, for files of whole lists. */
  listed(query: RecordQuery): Iterable<ExportRecord>;
  /** Permalinks of everything published, the oldest record first. */
  addresses(page: { offset: number; limit: number }): { path: string; updatedAt: number }[];
  readonly duplicates: Duplicates;
  /** Reads every revision and checks hash and chain (LI2). */
  verify(): Verification;
}

/** Opens the catalogue kept in `db`. */
export function openCatalogue({
  db,
  changes,
  accounts,
}: {
  db: Database;
  now: () => number;
  changes: Changes;
  accounts: Accounts;
}): Catalogue {
  const publish = preparePublish(db);
  const listing = openListing(db);
  const selectByDocument = db.prepare<[string], RecordRow>(
    `SELECT ${RECORD_COLUMNS} FROM record WHERE documentId = ?`,
  );
  const markWithdrawn = db.prepare<{ id: string; at: number }>(
    `UPDATE record SET state = 'withdrawn', mergedInto = NULL, updatedAt = :at WHERE id = :id`,
  );
  const selectById = db.prepare<[string], RecordRow>(
    `SELECT ${RECORD_COLUMNS} FROM record WHERE id = ?`,
  );
  const markMerged = db.prepare<{ id: string; into: string; at: number }>(
    `UPDATE record SET state = 'merged', mergedInto = :into, updatedAt = :at WHERE id = :id`,
  );
  const markPublished = db.prepare<{ id: string; at: number }>(
    `UPDATE record SET state = 'published', mergedInto = NULL, updatedAt = :at WHERE id = :id`,
  );
  const insertConfirmation = db.prepare<Omit<Confirmation, 'isAlive'> & { isAlive: 0 | 1 }>(
    `INSERT INTO record_confirmation (recordId, isAlive, note, personId, at)
     VALUES (:recordId, :isAlive, :note, :personId, :at)`,
  );
  const selectAddresses = db.prepare<
    { offset: number; limit: number },
    Pick<RecordRow, 'kind' | 'slug' | 'updatedAt'>
  >(
    `SELECT kind, slug, updatedAt FROM record WHERE state = 'published'
     ORDER BY createdAt, id LIMIT :limit OFFSET :offset`,
  );

  const { publishedOf, ...reader } = createRecordReader(db, accounts);
  return {
    ...reader,
    write(publication) {
      const published = publish(publication);
      listing.refresh(published.recordId);
      return published;
    },
    withdraw(documentId, at) {
      // Its own only: what a document improves belongs to others too.
      const record = selectByDocument.get(documentId);
      if (record === undefined) return;
      markWithdrawn.run({ id: record.id, at });
      listing.refresh(record.id);
    },
    merge(recordId, intoId, at) {
      markMerged.run({ id: recordId, into: intoId, at });
      listing.refresh(recordId);
    },
    unmerge(recordId, at) {
      markPublished.run({ id: recordId, at });
      listing.refresh(recordId);
    },
    confirm({ isAlive, ...confirmation }) {
      insertConfirmation.run({ ...confirmation, isAlive: isAlive ? 1 : 0 });
      listing.refresh(confirmation.recordId);
    },
    row: (recordId) => selectById.get(recordId) ?? null,
    recordOf: prepareRecordOf(db),
    announce: (recordId, hackathonId) => changes.emit({ type: 'record', recordId, hackathonId }),
    list: listing.list,
    listIds: listing.ids,
    listed: (query) => publishedOf(listing.numbers(query)),
    addresses: (page) =>
      selectAddresses
        .all(page)
        .map(({ kind, slug, updatedAt }) => ({ path: recordPath(kind, slug), updatedAt })),
    duplicates: createDuplicates(db),
    verify: () => verifyCatalogue(db),
  };
}
