// Reads CSV as spreadsheets write it: RFC 4180, with commas, semicolons or tabs. Knows no column.

/** A row with the line of the file it begins on, for a report people can follow. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that cannot be read as CSV; `line` is where the trouble begins. */
export class CsvError extends Error {
  readonly code = 'unclosed_quote';
  readonly line: number;

  constructor(line: number) {
    super(`A quotation mark opened on line ${line} is never closed.`);
    this.name = 'CsvError';
    this.line = line;
  }
}

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * The rows of a CSV text without blank ones. A byte order mark is skipped; the separator is the one
 * the first line has most of. Throws `CsvError`.
 */
export function readCsv(text: string): CsvRow[] {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const separator = findSeparator(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowLine = 1;
  let quoteLine: number | null = null;
  let wasQuoted = false;

  const endCell = () => {
    cells.push(readCell(cell, wasQuoted));
    cell = '';
    wasQuoted = false;
  };
  const endRow = () => {
    endCell();
    if (cells.some((one) => one !== '')) rows.push({ line: rowLine, cells });
    cells = [];
    rowLine = line;
  };

  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    if (sign === '\n') line++;
    if (quoteLine !== null) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') cell += source[at++];
      else quoteLine = null;
    } else if (sign === '"' && cell.trim() === '' && !wasQuoted) {
      cell = '';
      quoteLine = line;
      wasQuoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (quoteLine !== null) throw new CsvError(quoteLine);
  endRow();
  return rows;
}

/** Takes back the apostrophe that keeps a cell from being a formula. */
function readCell(cell: string, wasQuoted: boolean): string {
  const text = wasQuoted ? cell : cell.trim();
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function findSeparator(text: string): string {
  const end = text.search(/[\r\n]/);
  // What stands in quotation marks separates nothing.
  const first = (end === -1 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}
