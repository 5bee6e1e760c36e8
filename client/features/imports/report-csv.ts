// The report of an import as a table somebody can send back to whoever made the file. Pure.
import type { ImportedRow, ImportRow } from '../../../shared/api/imports.ts';
import { formatCsv } from '../../../shared/format-csv.ts';

/** The words of the report, in the reader's language. */
interface ReportWords {
  /** Of the columns, in their order. */
  readonly headings: readonly string[];
  kind(row: ImportRow): string;
  outcome(row: ImportRow | ImportedRow): string;
  field(name: string): string;
  note(note: ImportRow['notes'][number]): string;
}

/** One line a row, and one more for each remark on one of its values. */
export function reportCsv(rows: readonly (ImportRow | ImportedRow)[], words: ReportWords): string {
  const lines = rows.flatMap((row) => {
    const about = [row.file, String(row.row), words.kind(row), row.title, row.team ?? ''];
    const taken = row.fields.map(words.field).join(', ');
    const match = row.match === null ? '' : row.match.title;
    return [
      [...about, words.outcome(row), match, taken, '', '', ''],
      ...row.notes.map((note) => [...about, '', '', '', note.column, note.value, words.note(note)]),
    ];
  });
  return formatCsv([[...words.headings], ...lines], { bom: true });
}
