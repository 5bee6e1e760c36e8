// Records in the layout of the Open Software Base: tools.csv, actors.csv and projects.csv, with one
// column for each further tag. Pure.
import type { Relation, Tag } from '../../shared/document.ts';
import { formatCsvRows } from '../../shared/format-csv.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type LocalisedValue, pickLanguage } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { tagLabel } from '../../shared/tags.ts';
import type { ExportRecord } from './export-record.ts';
import type { ExportFile } from './zip.ts';

interface Layout {
  readonly kind: Kind;
  readonly columns: readonly (readonly [
    heading: string,
    value: (record: ExportRecord) => string,
  ])[];
  /** Columns that repeat as often as the longest list asks for. */
  readonly lists: readonly (readonly [
    heading: string,
    items: (record: ExportRecord) => string[],
  ])[];
}

const NAME = ['Name', ({ title }: ExportRecord) => title] as const;
const DESCRIPTION = ['Description', ({ fields }: ExportRecord) => english(fields)] as const;
const WEBSITE = ['Website', ({ fields }: ExportRecord) => text(fields.website)] as const;
const TAGS = ['Tag', ({ fields }: ExportRecord) => tagsOf(fields.tags)] as const;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  'tools.csv': {
    kind: 'tool',
    columns: [
      NAME,
      DESCRIPTION,
      ['License', ({ fields }) => text(fields.licence)],
      ['Source Code URL', ({ fields }) => text(fields.sourceCode)],
      // Two columns of the layout that no field of ours fills.
      ['Bug Tracker URL', () => ''],
      ['Screenshot URL', ({ fields }) => ((fields.screenshots ?? []) as string[])[0] ?? ''],
      ['StackExchange Tag', () => ''],
    ],
    lists: [TAGS],
  },
  'actors.csv': { kind: 'organisation', columns: [NAME, DESCRIPTION, WEBSITE], lists: [TAGS] },
  'projects.csv': {
    kind: 'use-case',
    columns: [NAME, DESCRIPTION, WEBSITE],
    lists: [TAGS, ['Tool', ({ fields }) => labels(fields.uses)]],
  },
};

/** The three files, each sorted by name as the base does. */
export function openSoftwareBase(records: Iterable<ExportRecord>): ExportFile[] {
  return Object.entries(LAYOUTS).map(([name, layout]) => ({
    name,
    content: tableOf(layout, records),
  }));
}

function* tableOf(layout: Layout, records: Iterable<ExportRecord>): Generator<string> {
  const { kind, columns, lists } = layout;
  const rows: { title: string; cells: string[]; items: string[][] }[] = [];
  const widths = lists.map(() => 0);
  for (const record of records) {
    yield '';
    if (record.kind !== kind) continue;
    const items = lists.map(([, itemsOf]) => itemsOf(record));
    for (const [index, { length }] of items.entries()) {
      widths[index] = Math.max(widths[index]!, length);
    }
    rows.push({ title: record.title, cells: columns.map(([, value]) => value(record)), items });
  }
  rows.sort((first, second) => (first.title < second.title ? -1 : 1));
  yield* formatCsvRows([
    [
      ...columns.map(([heading]) => heading),
      ...lists.flatMap(([heading], index) => Array<string>(widths[index]!).fill(heading)),
    ],
  ]);
  for (const { cells, items } of rows) {
    yield* formatCsvRows([
      [
        ...cells,
        ...items.flatMap((found, index) => [
          ...found,
          ...Array<string>(widths[index]! - found.length).fill(''),
        ]),
      ],
    ]);
  }
}

function english(fields: ExportRecord['fields']): string {
  const found = pickLanguage(fields.description, ['en']);
  return found === null ? '' : richToPlain(found.value as readonly RichNode[]);
}

type Value = ExportRecord['fields'][string] | LocalisedValue | undefined;

function text(value: Value): string {
  return typeof value === 'string' ? value.trim() : '';
}

function tagsOf(value: Value): string[] {
  return ((value ?? []) as readonly Tag[]).map(({ id, label }) => label ?? tagLabel(id));
}

function labels(value: Value): string[] {
  return ((value ?? []) as readonly Relation[]).map(({ ref, label }) => label || ref);
}
