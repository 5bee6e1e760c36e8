// Rows under headings as entries: which column is for which field is guessed, remembered or chosen.
// Knows neither how the rows were stored nor what a field makes of a value.

import type { CsvRow } from '../../../shared/csv.ts';
import { FIELDS } from '../../../shared/fields.ts';
import type { ImportFormat } from '../../../shared/import-formats.ts';
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import { shorten } from '../../../shared/shorten.ts';
import {
  findKind,
  guessKind,
  guessLanguage,
  guessTarget,
  isTarget,
  KIND_TARGET,
  TEAM_TARGET,
} from './column-names.ts';
import { ImportError } from './import-error.ts';
import {
  type Breathe,
  type ImportNote,
  MAX_COLUMNS,
  MAX_ROWS,
  type RawEntry,
  type RawValue,
  type ReadOptions,
  SHOWN_LENGTH,
  type SourceColumn,
} from './raw-entry.ts';
import { wordKey } from './vocabulary.ts';

/** A list whose columns are known by name. */
interface Layout {
  readonly format: ImportFormat;
  /** Headings that only this list has. */
  readonly signs: readonly string[];
  readonly kind: (headings: ReadonlySet<string>) => Kind;
  readonly language: string;
  readonly targets: Readonly<Record<string, string>>;
}

const LAYOUTS: readonly Layout[] = [
  {
    format: 'sill',
    signs: ['nom', 'fonction', 'annees', 'statut', 'similaire-a', 'licence'],
    kind: () => 'tool',
    language: 'fr',
    targets: {
      nom: 'name',
      fonction: 'summary.fr',
      licence: 'licence',
      wikidata: 'wikidata',
      secteur: 'tags',
      composant: 'tags',
      'contexte-usage': 'description.fr',
    },
  },
  {
    format: 'open-software-base',
    signs: ['Name', 'Description', 'Source Code URL', 'StackExchange Tag'],
    kind: () => 'tool',
    language: 'en',
    targets: {
      Name: 'name',
      Description: 'description.en',
      License: 'licence',
      'Source Code URL': 'sourceCode',
      'Screenshot URL': 'screenshots',
      Tag: 'tags',
    },
  },
  {
    // Its lists of projects and of actors: a column for each tag and each tool.
    format: 'open-software-base',
    signs: ['Name', 'Description', 'Website', 'Tag'],
    kind: (headings) => (headings.has(wordKey('Tool')) ? 'use-case' : 'organisation'),
    language: 'en',
    targets: {
      Name: 'name',
      Description: 'description.en',
      Website: 'website',
      Tag: 'tags',
      Tool: 'uses',
    },
  },
];

/** A table as read. */
interface ReadTable {
  readonly format: ImportFormat;
  readonly columns: readonly SourceColumn[];
  readonly entries: readonly RawEntry[];
  readonly kind: Kind;
  readonly language: string;
}

/** Values shown of each column. */
const SAMPLES = 3;

/** Reads a table. Throws `ImportError`. */
export async function readTable(
  rows: readonly CsvRow[],
  format: ImportFormat,
  options: ReadOptions,
  breathe: Breathe,
): Promise<ReadTable> {
  const [head, ...body] = rows;
  if (head === undefined) throw new ImportError('empty', 'There is nothing in this table.');
  if (body.length > MAX_ROWS) {
    throw new ImportError('too-many-rows', `At most ${MAX_ROWS} rows at once.`);
  }
  if (head.cells.length > MAX_COLUMNS) {
    throw new ImportError('too-many-columns', `At most ${MAX_COLUMNS} columns at once.`);
  }
  const headings = head.cells.map((cell) => cell.trim());
  const layout = findLayout(headings, format, options.format);
  const kind = options.kind ?? layout?.kind(new Set(headings.map(wordKey))) ?? guessKind(headings);
  const language =
    options.language ?? layout?.language ?? guessLanguage(headings) ?? options.defaultLanguage;
  const targets = chooseTargets(headings, kind, language, layout, options);
  const columns = headings.map(
    (heading, place): SourceColumn => ({
      heading,
      target: targets[place] ?? '',
      samples: samplesOf(body, place),
    }),
  );
  const entries: RawEntry[] = [];
  for (const row of body) {
    entries.push(toEntry(row, columns, kind));
    await breathe();
  }
  return { format: layout?.format ?? format, columns, entries, kind, language };
}

function findLayout(
  headings: readonly string[],
  format: ImportFormat,
  asked: ImportFormat | undefined,
): Layout | null {
  if (asked === 'table' || asked === 'workbook') return null;
  const keys = new Set(headings.map(wordKey));
  const fits = LAYOUTS.find(({ signs }) => signs.every((sign) => keys.has(wordKey(sign))));
  if (asked === undefined) return fits ?? null;
  // Somebody says what it is, though a column is missing: then that list's columns are used.
  const named = LAYOUTS.find((one) => one.format === asked);
  if (fits?.format === asked) return fits;
  return format === asked ? null : (named ?? null);
}

function chooseTargets(
  headings: readonly string[],
  kind: Kind,
  language: string,
  layout: Layout | null,
  { mapping, recall }: ReadOptions,
): readonly string[] {
  const chosen = mapping ?? recall(headings);
  if (chosen !== null && chosen.length === headings.length && chosen.every(isTarget)) return chosen;
  const byKey = new Map(
    Object.entries(layout?.targets ?? {}).map(([heading, target]) => [wordKey(heading), target]),
  );
  if (layout !== null) return headings.map((heading) => byKey.get(wordKey(heading)) ?? '');
  if (OWN_HEADINGS.every((heading) => headings.includes(heading))) return headings.map(ownTarget);
  const taken = new Set<string>();
  return headings.map((heading) => {
    const target = guessTarget(heading, kind, language);
    // A second column of one text is left for a person to decide; lists take several columns.
    if (target === '' || (taken.has(target) && !isListColumn(heading, headings))) return '';
    taken.add(target);
    return target;
  });
}

/** By these a table of ours is known, which may hold entries of several kinds. */
const OWN_HEADINGS = ['id', 'kind', 'path', 'revision', 'finalisedAt', 'team'];

/** Our own columns are called as the field table calls them. */
function ownTarget(heading: string): string {
  const [name = ''] = heading.split('.');
  const isField = KINDS.some((kind) =>
    FIELDS[kind].some((field) => (field.csv ?? field.name) === name),
  );
  return isField || heading === KIND_TARGET || heading === TEAM_TARGET ? heading : '';
}

function isListColumn(heading: string, headings: readonly string[]): boolean {
  return headings.filter((one) => wordKey(one) === wordKey(heading)).length > 1;
}

function samplesOf(body: readonly CsvRow[], place: number): string[] {
  const samples: string[] = [];
  for (const { cells } of body) {
    const cell = (cells[place] ?? '').trim();
    if (cell !== '') samples.push(shorten(cell, 60));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

function toEntry(
  { line, cells }: CsvRow,
  columns: readonly SourceColumn[],
  defaultKind: Kind,
): RawEntry {
  const values: RawValue[] = [];
  const notes: ImportNote[] = [];
  let team = '';
  let kindWord = '';
  cells.forEach((cell, place) => {
    if (cell.trim() === '') return;
    const column = columns[place];
    if (column === undefined) {
      const value = shorten(cell, SHOWN_LENGTH);
      notes.push({ column: String(place + 1), value, code: 'no-heading', isTaken: false });
    } else if (column.target === TEAM_TARGET) team ||= cell.trim();
    else if (column.target === KIND_TARGET) kindWord ||= cell.trim();
    else if (column.target !== '') {
      values.push({ column: column.heading, target: column.target, value: cell });
    }
  });
  const found = kindWord === '' ? null : findKind(kindWord);
  if (found?.toolType && !values.some(({ target }) => target === 'toolType')) {
    values.push({ column: KIND_TARGET, target: 'toolType', value: found.toolType });
  }
  // A row of a list of teams names a team and nothing else.
  const isTeamAlone = team !== '' && values.length === 0 && kindWord === '';
  // A word that is no kind is left for a person; without a word it is what the whole table is.
  const kind = kindWord === '' ? defaultKind : (found?.kind ?? null);
  return {
    row: line,
    file: '',
    kind: isTeamAlone ? null : kind,
    kindWord,
    team,
    values,
    notes,
    problem: null,
  };
}
