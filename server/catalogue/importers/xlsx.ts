// The rows of a workbook as Excel and LibreOffice save it. Reads values only: no formula is worked
// out, no entity of a document type is expanded, nothing outside the file is looked for.
import type { CsvRow } from '../../../shared/csv.ts';
import { ImportError } from './import-error.ts';
import { MAX_COLUMNS, MAX_ROWS } from './raw-entry.ts';
import type { Archive } from './zip.ts';

/** A workbook: its sheets, and the rows of one. */
interface Workbook {
  readonly sheets: readonly string[];
  rows(sheet: string): CsvRow[];
}

const WORKBOOK = 'xl/workbook.xml';

/** Whether an archive is a workbook. */
export function isWorkbook({ paths }: Archive): boolean {
  return paths.includes(WORKBOOK);
}

/** Opens a workbook. Throws `ImportError`. */
export function openWorkbook(archive: Archive): Workbook {
  const read = (path: string) =>
    archive.paths.includes(path) ? new TextDecoder().decode(archive.read(path)) : '';
  const targets = new Map<string, string>();
  for (const tag of tagsOf(read('xl/_rels/workbook.xml.rels'))) {
    if (tag.name === 'Relationship') {
      targets.set(tag.attribute('Id'), tag.attribute('Target').replace(/^\/?(xl\/)?/, 'xl/'));
    }
  }
  const sheets = new Map<string, string>();
  let is1904 = false;
  for (const tag of tagsOf(read(WORKBOOK))) {
    if (tag.name === 'sheet') {
      sheets.set(tag.attribute('name'), targets.get(tag.attribute('r:id')) ?? '');
    }
    if (tag.name === 'workbookPr') is1904 = ['1', 'true'].includes(tag.attribute('date1904'));
  }
  if (sheets.size === 0) throw new ImportError('bad-workbook', 'This workbook has no sheet.');
  const dateStyles = readDateStyles(read('xl/styles.xml'));
  let texts: string[] | null = null;
  return {
    sheets: [...sheets.keys()],
    rows(sheet) {
      const path = sheets.get(sheet);
      if (path === undefined) {
        throw new ImportError('no-such-sheet', `This workbook has no sheet "${sheet}".`);
      }
      texts ??= readSharedTexts(read('xl/sharedStrings.xml'));
      return readRows(read(path), { texts, dateStyles, is1904 });
    },
  };
}

interface CellWorld {
  readonly texts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
}

function readRows(xml: string, world: CellWorld): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let isValue = false;
  for (const tag of tagsOf(xml)) {
    switch (tag.name) {
      case 'row':
        if (tag.isEnd) {
          if (cells.some((cell) => cell !== ''))
            rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
          if (rows.length > MAX_ROWS + 1) {
            throw new ImportError('too-many-rows', `At most ${MAX_ROWS} rows at once.`);
          }
          cells = [];
        } else {
          line = Number(tag.attribute('r')) || line + 1;
          column = -1;
        }
        break;
      case 'c':
        if (!tag.isEnd) {
          const place = columnOf(tag.attribute('r'));
          column = place === -1 ? column + 1 : place;
          type = tag.attribute('t');
          style = Number(tag.attribute('s')) || 0;
          text = '';
        }
        if ((tag.isEnd || tag.isEmpty) && text !== '') {
          if (column >= MAX_COLUMNS) {
            throw new ImportError('too-many-columns', `At most ${MAX_COLUMNS} columns at once.`);
          }
          cells[column] = cellText(text, type, style, world);
        }
        break;
      case 'v':
      case 't':
        isValue = !tag.isEnd && !tag.isEmpty;
        break;
      case 'rPh':
        // How an East Asian name is read aloud is no part of the cell.
        isValue = false;
        break;
    }
    if (isValue) text += tag.following;
  }
  return rows;
}

function cellText(text: string, type: string, style: number, world: CellWorld): string {
  if (type === 's') return world.texts[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'true' : 'false';
  // An error such as #N/A is no value.
  if (type === 'e') return '';
  if (type === 'd') return text.slice(0, 10);
  if (type === '' || type === 'n') {
    return world.dateStyles.has(style) ? dateText(Number(text), world.is1904) : numberText(text);
  }
  return text;
}

/** `41` for 41.000000000001 as binary sums leave it. */
function numberText(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text;
}

/** A day counted from 1900 (with its leap day that never was) or from 1904. */
function dateText(days: number, is1904: boolean): string {
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return String(days);
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(start + Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}

function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isAside = false;
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'si') {
      if (tag.isEnd || tag.isEmpty) texts.push(text);
      text = '';
    } else if (tag.name === 'rPh') isAside = !tag.isEnd;
    else if (tag.name === 't') isText = !tag.isEnd && !tag.isEmpty;
    if (isText && !isAside) text += tag.following;
  }
  return texts;
}

/** Excel's own formats of dates. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);

/** The places in the list of cell styles that show a number as a day. */
function readDateStyles(xml: string): Set<number> {
  const formats = new Set(DATE_FORMATS);
  const styles = new Set<number>();
  let isInCells = false;
  let place = 0;
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'numFmt') {
      const code = tag.attribute('formatCode').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
      if (/[yd]/i.test(code)) formats.add(Number(tag.attribute('numFmtId')));
    } else if (tag.name === 'cellXfs') isInCells = !tag.isEnd;
    else if (tag.name === 'xf' && isInCells && !tag.isEnd) {
      if (formats.has(Number(tag.attribute('numFmtId')))) styles.add(place);
      place++;
    }
  }
  return styles;
}

/** `C7` is column 2; -1 for none. */
function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const letter = sign.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

interface Tag {
  /** Without its namespace. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
  /** The text up to the next tag. */
  readonly following: string;
  attribute(name: string): string;
}

/** The tags of an XML text, in order. Declarations and comments are passed over. */
function* tagsOf(xml: string): Generator<Tag> {
  let at = xml.indexOf('<');
  while (at !== -1) {
    if (xml.startsWith('<!--', at)) {
      const end = xml.indexOf('-->', at);
      at = end === -1 ? -1 : xml.indexOf('<', end);
      continue;
    }
    const end = xml.indexOf('>', at);
    if (end === -1) return;
    const next = xml.indexOf('<', end);
    const inner = xml.slice(at + 1, end);
    at = next;
    if (/^[!?]/.test(inner)) continue;
    const isEnd = inner.startsWith('/');
    const [, name = ''] = /^\/?(?:[\w-]+:)?([\w-]+)/.exec(inner) ?? [];
    const following = xml.slice(end + 1, next === -1 ? undefined : next);
    yield {
      name,
      isEnd,
      isEmpty: inner.endsWith('/'),
      following: unescapeXml(following),
      attribute: (wanted) => attributeOf(inner, wanted),
    };
  }
}

function attributeOf(inner: string, name: string): string {
  const at = inner.indexOf(` ${name}=`);
  if (at === -1) return '';
  const quote = inner[at + name.length + 2];
  const from = at + name.length + 3;
  const to = quote === undefined ? -1 : inner.indexOf(quote, from);
  return to === -1 ? '' : unescapeXml(inner.slice(from, to));
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** The five named entities and numbers; others, which only a document type declares, stay as they are. */
function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(#x?[\da-f]{1,6}|[a-z]+);/gi, (whole, name: string) => {
        if (!name.startsWith('#')) return NAMED[name] ?? whole;
        const code = Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1));
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;
  // Excel's own way to write what XML cannot: _x000D_.
  return plain.includes('_x')
    ? plain
        .replace(/_x([\dA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number(`0x${code}`)))
        .replace(/\r\n?/g, '\n')
    : plain;
}
