// Collective actions with who signed them: the list of 2016, and the two forms of it we export
// ourselves, as JSON and as a table with a row per signatory.
import type { CsvRow } from '../../../shared/csv.ts';
import { SIGNATORY_KINDS } from '../../../shared/kinds.ts';
import { slugify } from '../../../shared/normalise.ts';
import { type RichNode, richToPlain } from '../../../shared/rich-text.ts';
import { formatSignatoryLine } from '../../../shared/signatory-line.ts';
import { isObject, listOf, textOf, textsOf } from './json.ts';
import type { ImportNote, RawEntry, RawValue } from './raw-entry.ts';
import { findCountry } from './vocabulary.ts';

/** Whether a JSON value is such a list. */
export function isCollectiveActions(value: unknown): boolean {
  const [first] = listOf(value);
  if (!isObject(first)) return false;
  if (Array.isArray(first.governments) && Array.isArray(first.civilSociety)) return true;
  return Array.isArray(first.signatories) && isObject(first.tally);
}

/** The columns of our own table of signatories. */
const SIGNATORY_COLUMNS = ['number', 'action', 'theme', 'kind', 'country', 'organisation'] as const;

/** Whether these are the headings of that table. */
export function isSignatoryTable(headings: readonly string[]): boolean {
  return SIGNATORY_COLUMNS.every((name) => headings.includes(name));
}

/** Its entries: the rows of one action together, read where the first of them stands. */
export function readSignatoryTable([head, ...body]: readonly CsvRow[]): { entries: RawEntry[] } {
  const headings = head?.cells.map((cell) => cell.trim()) ?? [];
  const actions = new Map<
    string,
    { row: number; first: CsvRow; lines: string[]; notes: ImportNote[] }
  >();
  const cellOf = ({ cells }: CsvRow, name: string) => (cells[headings.indexOf(name)] ?? '').trim();
  for (const row of body) {
    const key = JSON.stringify(['number', 'action', 'theme'].map((name) => cellOf(row, name)));
    const action = actions.get(key) ?? { row: row.line, first: row, lines: [], notes: [] };
    actions.set(key, action);
    const kind = cellOf(row, 'kind');
    const [country, organisation] = [cellOf(row, 'country'), cellOf(row, 'organisation')];
    if (kind === '' && country === '' && organisation === '') continue;
    if (!SIGNATORY_KINDS.some((one) => one === kind)) {
      const value = kind === '' ? organisation || country : kind;
      action.notes.push({ column: 'kind', value, code: 'unknown-option', isTaken: false });
      continue;
    }
    const confirmed = cellOf(row, 'confirmed') === 'yes';
    const commitment = cellOf(row, 'commitment');
    action.lines.push(formatSignatoryLine({ kind, organisation, country, confirmed, commitment }));
  }
  const entries = [...actions.values()].map(({ row, first, lines, notes }): RawEntry => {
    const values: RawValue[] = [
      { column: 'action', target: 'name', value: cellOf(first, 'action') },
      { column: 'number', target: 'number', value: cellOf(first, 'number') },
      { column: 'theme', target: 'theme', value: cellOf(first, 'theme') },
      { column: 'organisation', target: 'signatories', value: lines },
    ];
    return { ...COMMON, row, notes, values: values.filter(({ value }) => value.length > 0) };
  });
  return { entries };
}

/** What all entries of such lists are. */
const COMMON = {
  file: '',
  kind: 'collective-action',
  kindWord: '',
  team: '',
  problem: null,
} as const;

/** Its entries. Two spellings of one organisation in one action are two signatories, as in the list. */
export function readCollectiveActions(value: unknown, language: string): { entries: RawEntry[] } {
  const entries = listOf(value).map((one, place): RawEntry => {
    const common = { ...COMMON, row: place + 1, notes: [] } as const;
    if (!isObject(one)) return { ...common, kind: null, values: [], problem: 'unreadable' };
    const title = textOf(one.title) || textOf(one.name);
    const values: RawValue[] = [
      { column: 'title', target: 'name', value: title },
      { column: 'number', target: 'number', value: textOf(one.number) },
      { column: 'workingGroup', target: 'workingGroup', value: textOf(one.workingGroup) },
      { column: 'theme', target: 'theme', value: textOf(one.theme) },
      { column: 'summary', target: `summary.${language}`, value: textOf(one.summary) },
      ...descriptions(one.description, language),
      { column: 'tools', target: 'tools', value: textsOf(one.tools) },
      { column: 'signatories', target: 'signatories', value: signatories(one.signatories) },
      { column: 'governments', target: 'signatories', value: governments(one.governments) },
      { column: 'civilSociety', target: 'signatories', value: organisations(one.civilSociety) },
    ];
    return {
      ...common,
      values: values.filter((one) => one.value.length > 0),
    };
  });
  return { entries };
}

/** One text, or ours by language with the form it had. */
function descriptions(value: unknown, language: string): RawValue[] {
  if (!isObject(value)) {
    return [{ column: 'description', target: `description.${language}`, value: textOf(value) }];
  }
  return Object.entries(value).map(([tag, text]) => ({
    column: `description.${tag}`,
    target: `description.${tag}`,
    value: isRichText(text) ? richToPlain(text) : textOf(text),
  }));
}

function isRichText(value: unknown): value is RichNode[] {
  return Array.isArray(value) && value.every(isRichNode);
}

function isRichNode(value: unknown): boolean {
  if (!isObject(value) || typeof value.type !== 'string') return false;
  const { text, content, marks } = value;
  return (
    (text === undefined || typeof text === 'string') &&
    (content === undefined || isRichText(content)) &&
    (marks === undefined || Array.isArray(marks))
  );
}

/** As our own list has them. */
function signatories(value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    if (!isObject(one)) return [];
    const [kind, organisation] = [textOf(one.kind), textOf(one.organisation)];
    const [country, commitment] = [textOf(one.country), textOf(one.commitment)];
    const confirmed = one.confirmed === true;
    return [formatSignatoryLine({ kind, organisation, country, confirmed, commitment })];
  });
}

/** Each as a line of signatories: by its code, or by its name where it is no national government. */
function governments(value: unknown): string[] {
  return listOf(value).flatMap((one) => {
    const code = isObject(one) ? textOf(one.iso2) : textOf(one);
    const name = isObject(one) ? textOf(one.name) : textOf(one);
    if (code === '' && name === '') return [];
    const country = findCountry(code) ?? findCountry(name);
    if (country !== null) return [`government | | ${country} | confirmed`];
    const kind = 'subnational-government';
    return [
      formatSignatoryLine({ kind, organisation: name || code, country: null, confirmed: true }),
    ];
  });
}

function organisations(value: unknown): string[] {
  const names = new Map(textsOf(value).map((name) => [slugify(name), name]));
  return [...names.values()].map((organisation) =>
    formatSignatoryLine({ kind: 'civil-society', organisation, country: null, confirmed: true }),
  );
}
