// Records as JSON, whole: fields as they are kept, who wrote what, where it comes from. Pure.
import type { ExportRecord } from './export-record.ts';
import { jsonObjectWithList } from './json-pieces.ts';

/** The version of this file's shape; it grows when a reader would have to change. */
const FORMAT = 1;

/** Records as an indented JSON text that ends with a line break. */
export function recordsJson(records: Iterable<ExportRecord>): Generator<string> {
  return jsonObjectWithList({ format: FORMAT }, 'records', records);
}
