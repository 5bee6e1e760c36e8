// The records of an export, as they were when it began. Read as often as a format needs to.
import type { ExportRecord } from './export-record.ts';

/** Published records, some of them in memory at a time; what is finalised meanwhile is not among them. */
export interface PublishedRecords extends Iterable<ExportRecord> {
  /** How many there are. */
  readonly size: number;
}
