// From the bytes of a file to its entries: which format it is, is told by what is in it, not by its
// name; a person may know better. Pure but for time: it pauses, so that a long file holds nobody up.

import { CsvError, type CsvRow, readCsv } from '../../../shared/csv.ts';
import type { ImportFormat } from '../../../shared/import-formats.ts';
import { MAX_IMPORT_BYTES } from '../../../shared/import-size.ts';
import {
  isCollectiveActions,
  isSignatoryTable,
  readCollectiveActions,
  readSignatoryTable,
} from './collective-actions.ts';
import { decodeText } from './decode-text.ts';
import { isDpga, readDpga } from './dpga.ts';
import { ImportError } from './import-error.ts';
import { isObject, parseJson } from './json.ts';
import { isPubliccode, isPubliccodePath, readPubliccode } from './publiccode.ts';
import { type Breathe, type ImportSource, MAX_ROWS, type ReadOptions } from './raw-entry.ts';
import { readTable } from './table.ts';
import {
  isToolboxAnswer,
  isToolboxBundle,
  readToolboxAnswer,
  readToolboxBundle,
} from './toolbox.ts';
import { isWorkbook, openWorkbook } from './xlsx.ts';
import { type Archive, isZip, openZip } from './zip.ts';

/** Reads a file. Throws `ImportError`. */
export async function readImport(
  bytes: Uint8Array,
  options: ReadOptions,
  breathe: Breathe,
): Promise<ImportSource> {
  if (bytes.length === 0) throw new ImportError('empty', 'This file is empty.');
  if (bytes.length > MAX_IMPORT_BYTES) {
    throw new ImportError('too-large', `At most ${MAX_IMPORT_BYTES} bytes.`);
  }
  const source = isZip(bytes)
    ? await readArchive(openZip(bytes), options, breathe)
    : await readText(decodeText(bytes), options, breathe);
  if (source.entries.length === 0) {
    throw new ImportError('no-entries', 'No entry is found in this file.');
  }
  if (source.entries.length > MAX_ROWS) {
    throw new ImportError('too-many-rows', `At most ${MAX_ROWS} entries at once.`);
  }
  return source;
}

async function readArchive(
  archive: Archive,
  options: ReadOptions,
  breathe: Breathe,
): Promise<ImportSource> {
  if (isWorkbook(archive)) {
    const workbook = openWorkbook(archive);
    const sheet = options.sheet ?? workbook.sheets[0]!;
    const table = await readTable(workbook.rows(sheet), 'workbook', options, breathe);
    return { ...table, sheets: workbook.sheets, sheet, ignored: [] };
  }
  const paths = archive.paths.filter(isPubliccodePath).sort();
  if (paths.length === 0) {
    throw new ImportError(
      'no-entries',
      'There is no workbook and no publiccode.yml in this archive.',
    );
  }
  if (paths.length > MAX_ROWS) {
    throw new ImportError('too-many-rows', `At most ${MAX_ROWS} files at once.`);
  }
  const files = paths.map((path) => ({ file: path, text: decodeText(archive.read(path)) }));
  const read = await readPubliccode(files, breathe);
  return withoutColumns('publiccode', read, options);
}

async function readText(
  text: string,
  options: ReadOptions,
  breathe: Breathe,
): Promise<ImportSource> {
  if (text.trim() === '') throw new ImportError('empty', 'This file is empty.');
  refuseMarkup(text);
  const format = options.format ?? detect(text);
  switch (format) {
    case 'publiccode':
      return withoutColumns(format, await readPubliccode([{ file: '', text }], breathe), options);
    case 'toolbox-bundle':
    case 'toolbox-api':
    case 'dpga':
    case 'collective-actions': {
      const rows = isJson(text) ? null : readRows(text);
      if (rows === null) return readJson(format, parseJson(text), options);
      if (!isSignatoryTable(headingsOf(rows))) break;
      return withoutColumns(format, readSignatoryTable(rows), options);
    }
    case 'workbook':
      throw new ImportError('bad-workbook', 'This file is no workbook.');
    case 'table':
    case 'sill':
    case 'open-software-base': {
      const rows = readRows(text);
      if (options.format === undefined && isSignatoryTable(headingsOf(rows))) {
        return withoutColumns('collective-actions', readSignatoryTable(rows), options);
      }
      const table = await readTable(rows, 'table', options, breathe);
      return { ...table, sheets: [], sheet: null, ignored: [] };
    }
  }
  throw new ImportError('other-format', 'This file is not of the format that was chosen.');
}

/** Whatever its name says: pages and documents would come in as tables of nonsense. */
function refuseMarkup(text: string): void {
  if (/^\s*(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body)\b/i.test(text)) {
    throw new ImportError('web-page', 'This is a web page.');
  }
  if (/^\s*(<\?xml|<[a-z]+[\s>]|%PDF-|\{\\rtf)/i.test(text)) {
    throw new ImportError('not-text', 'This file is of no kind that is read here.');
  }
}

function headingsOf([head]: readonly CsvRow[]): string[] {
  return head?.cells.map((cell) => cell.trim()) ?? [];
}

function isJson(text: string): boolean {
  const start = text.trimStart()[0];
  return start === '{' || start === '[';
}

function detect(text: string): ImportFormat {
  if (isJson(text)) {
    const value = parseJson(text);
    if (isToolboxBundle(value)) return 'toolbox-bundle';
    if (isToolboxAnswer(value)) return 'toolbox-api';
    if (isCollectiveActions(value)) return 'collective-actions';
    if (isDpga(value)) return 'dpga';
    throw new ImportError('other-format', 'This JSON is of no format that is read here.');
  }
  return isPubliccode(text) ? 'publiccode' : 'table';
}

function readJson(
  format: 'toolbox-bundle' | 'toolbox-api' | 'dpga' | 'collective-actions',
  value: unknown,
  options: ReadOptions,
): ImportSource {
  const language = options.language ?? options.defaultLanguage;
  switch (format) {
    case 'toolbox-bundle':
      if (!isObject(value) || !isToolboxBundle(value)) break;
      return withoutColumns(format, readToolboxBundle(value, 'en'), options);
    case 'toolbox-api':
      if (!isObject(value) || !isToolboxAnswer(value)) break;
      return withoutColumns(format, readToolboxAnswer(value, 'en'), options);
    case 'dpga':
      if (!isDpga(value)) break;
      return withoutColumns(format, readDpga(value), options);
    case 'collective-actions':
      if (!isCollectiveActions(value)) break;
      return withoutColumns(format, readCollectiveActions(value, language), options);
  }
  throw new ImportError('other-format', 'This file is not of the format that was chosen.');
}

function withoutColumns(
  format: ImportFormat,
  read: Pick<ImportSource, 'entries'> & { readonly ignored?: readonly string[] },
  { language, defaultLanguage }: ReadOptions,
): ImportSource {
  return {
    format,
    entries: read.entries,
    columns: null,
    sheets: [],
    sheet: null,
    ignored: read.ignored ?? [],
    kind: 'tool',
    language: language ?? defaultLanguage,
  };
}

function readRows(text: string) {
  try {
    return readCsv(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError('unclosed-quote', error.message, { row: error.line });
  }
}
