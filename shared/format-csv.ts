// Writes CSV after RFC 4180 that no spreadsheet takes for a formula (EX4). Own, because it is thirty
// lines and a library would still leave the prefix to us.

/** What makes a spreadsheet read a cell as a formula; an apostrophe before it counts, so that reading back is exact. */
const FORMULA_START = /^'*[=+\-@\t\r]/;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** The byte order mark by which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as CSV with CRLF; `bom` starts the text with a byte order mark. */
export function formatCsv(
  rows: readonly (readonly string[])[],
  { bom = false }: { readonly bom?: boolean } = {},
): string {
  return [...formatCsvRows(rows, { bom })].join('');
}

/** The same a row at a time. */
export function* formatCsvRows(
  rows: Iterable<readonly string[]>,
  { bom = false }: { readonly bom?: boolean } = {},
): Generator<string> {
  if (bom) yield BYTE_ORDER_MARK;
  for (const row of rows) yield `${row.map(formatCell).join(',')}\r\n`;
}

function formatCell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
