// Records as one flat table: a row per record, a column per field and language. Pure.
import type { Relation, Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import { formatCsvRows } from '../../shared/format-csv.ts';
import { KINDS, type Kind } from '../../shared/kinds.ts';
import {
  type LocalisedValue,
  type PlainValue,
  plainWords,
  type Signatory,
} from '../../shared/projection.ts';
import { formatSignatoryLine } from '../../shared/signatory-line.ts';
import type { ExportRecord } from './export-record.ts';

interface Column {
  readonly heading: string;
  value(record: ExportRecord): string;
}

const ABOUT: readonly Column[] = [
  { heading: 'id', value: ({ id }) => id },
  { heading: 'kind', value: ({ kind }) => kind },
  { heading: 'path', value: ({ path }) => path },
  { heading: 'revision', value: ({ revision }) => String(revision) },
  { heading: 'finalisedAt', value: ({ finalisedAt }) => new Date(finalisedAt).toISOString() },
  { heading: 'alive', value: ({ alive }) => (alive === 'unknown' ? '' : alive) },
  { heading: 'hackathon', value: ({ hackathon }) => hackathon.name },
  { heading: 'team', value: ({ teamName }) => teamName ?? '' },
  {
    heading: 'contributors',
    value: ({ contributors }) =>
      contributors
        .map(({ name }) => name)
        // Who was erased has none.
        .filter((name) => name !== '')
        .join('\n'),
  },
];

/**
 * Records as CSV. Items of a list stand on lines of their own within a cell; rich text is its plain
 * text (the JSON export keeps its form).
 */
export function* recordsCsv(
  records: Iterable<ExportRecord>,
  options: { readonly bom?: boolean } = {},
): Generator<string> {
  const said: Said = new Map();
  for (const record of records) {
    listen(said, record);
    // A step: a table begins with headings, which only a reader of all of it knows.
    yield '';
  }
  const columns = [...ABOUT, ...fieldColumns(said)];
  yield* formatCsvRows(rowsOf(columns, records), options);
}

function* rowsOf(columns: readonly Column[], records: Iterable<ExportRecord>): Generator<string[]> {
  yield columns.map(({ heading }) => heading);
  for (const record of records) yield columns.map((column) => column.value(record));
}

/** Which languages occur per kind and field. */
type Said = Map<Kind, Map<string, Set<string>>>;

function listen(said: Said, { kind, fields }: ExportRecord): void {
  const ofKind = said.get(kind) ?? new Map<string, Set<string>>();
  said.set(kind, ofKind);
  for (const field of FIELDS[kind]) {
    if (!field.localised) continue;
    const languages = ofKind.get(field.name) ?? new Set();
    ofKind.set(field.name, languages);
    for (const language of Object.keys((fields[field.name] ?? {}) as LocalisedValue)) {
      languages.add(language);
    }
  }
}

/** Fields of the kinds that occur, in the order of the forms; a field shared by kinds is one column. */
function fieldColumns(said: Said): Column[] {
  const columns = new Map<string, Column>();
  for (const kind of KINDS) {
    const ofKind = said.get(kind);
    if (ofKind === undefined) continue;
    for (const field of FIELDS[kind]) {
      const name = field.csv ?? field.name;
      if (!field.localised) {
        if (!columns.has(name)) columns.set(name, plainColumn(name, field.name));
        continue;
      }
      for (const language of [...(ofKind.get(field.name) ?? [])].sort()) {
        const heading = `${name}.${language}`;
        if (!columns.has(heading)) columns.set(heading, plainColumn(heading, field.name, language));
      }
    }
  }
  return [...columns.values()];
}

function plainColumn(heading: string, fieldName: string, language?: string): Column {
  return {
    heading,
    value({ kind, fields }) {
      // Looked up per record: kinds may give one name to fields of different types.
      const field = FIELDS[kind].find(({ name }) => name === fieldName);
      if (field === undefined) return '';
      const value = fields[fieldName];
      const plain =
        language === undefined ? value : (value as LocalisedValue | undefined)?.[language];
      return plain === undefined ? '' : cellOf(field, plain as PlainValue);
    },
  };
}

function cellOf(field: Field, value: PlainValue): string {
  switch (field.type) {
    case 'tags':
      return textLines(
        (value as readonly Tag[]).map(({ id, label }) => label ?? id),
        /[;,|]/,
      );
    case 'lines':
      return textLines(value as readonly string[]);
    case 'relation':
      return textLines((value as readonly Relation[]).map(({ ref, label }) => label || ref));
    case 'signatories':
      return (value as readonly Signatory[]).map(formatSignatoryLine).join('\n');
    default:
      return plainWords(field, value);
  }
}

/** A line each; a line break after a single one that a reader would take for several (EX4). */
function textLines(texts: readonly string[], dividers = /;|\s\|\s/): string {
  const [only = ''] = texts;
  return texts.length === 1 && dividers.test(only) ? `${only}\n` : texts.join('\n');
}
