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
  const lines = rows.map((row) => row.map(formatCell).join(','));
  return `${bom ? BYTE_ORDER_MARK : ''}${lines.map((line) => `${line}\r\n`).join('')}`;
}

function formatCell(value: string): string {
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
