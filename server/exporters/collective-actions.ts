// Collective actions with who signed and what they promise: as JSON, as a table with a row per
// signatory, and as a text to read. Pure.
import type { Relation } from '../../shared/document.ts';
import { formatCsvRows } from '../../shared/format-csv.ts';
import { pickLanguage, type Signatory } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { countryName } from './country-name.ts';
import type { ExportRecord } from './export-record.ts';
import { jsonList } from './json-pieces.ts';
import type { ExportFile } from './zip.ts';

interface Action {
  readonly record: ExportRecord;
  readonly number: number | null;
  readonly theme: string;
  readonly description: string;
  readonly signatories: readonly Signatory[];
  readonly tools: readonly string[];
}

/** The files by name; texts in English where there is English. */
export function collectiveActionFiles(records: Iterable<ExportRecord>): ExportFile[] {
  return (Object.keys(WRITERS) as ActionFormat[]).map((format) => ({
    name: `collective-actions.${format}`,
    content: collectiveActions(records, format),
  }));
}

/** One of the files, in pieces. */
export function* collectiveActions(
  records: Iterable<ExportRecord>,
  format: ActionFormat,
): Generator<string> {
  const actions: Action[] = [];
  for (const record of records) {
    if (record.kind === 'collective-action') actions.push(actionOf(record));
    yield '';
  }
  actions.sort(
    (first, second) =>
      (first.number ?? Number.MAX_SAFE_INTEGER) - (second.number ?? Number.MAX_SAFE_INTEGER),
  );
  yield* WRITERS[format](actions);
}

/** How the actions can be written. */
type ActionFormat = 'json' | 'csv' | 'md';

const WRITERS: Readonly<Record<ActionFormat, (actions: readonly Action[]) => Generator<string>>> = {
  json: (actions) => jsonList(map(actions, toPlain)),
  csv: (actions) => formatCsvRows(csvRows(actions)),
  *md(actions) {
    for (const [index, action] of actions.entries()) {
      yield `${index === 0 ? '' : '\n'}${toMarkdown(action)}`;
    }
  },
};

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
  for (const item of items) yield change(item);
}

function actionOf(record: ExportRecord): Action {
  const { fields } = record;
  const description = pickLanguage(fields.description, ['en']);
  return {
    record,
    number: typeof fields.number === 'number' ? fields.number : null,
    theme: String(fields.theme ?? ''),
    description: description === null ? '' : richToPlain(description.value as readonly RichNode[]),
    signatories: (fields.signatories ?? []) as readonly Signatory[],
    tools: ((fields.tools ?? []) as readonly Relation[]).map(({ ref, label }) => label || ref),
  };
}

function toPlain({ record, signatories, description, ...action }: Action): object {
  return {
    id: record.id,
    name: record.title,
    path: record.path,
    ...action,
    workingGroup: record.fields.workingGroup ?? '',
    description: record.fields.description,
    tally: tallyOf(signatories),
    signatories: signatories.map(({ kind, country, organisation, confirmed, commitment }) => ({
      kind,
      country,
      organisation,
      confirmed,
      commitment,
    })),
  };
}

/** Counted, never typed: countries with a government that signed, and organisations by kind. */
function tallyOf(signatories: readonly Signatory[]): Record<string, number> {
  const governments = signatories.filter(({ kind }) => kind === 'government');
  const others = signatories.filter(({ kind }) => kind !== 'government');
  const tally: Record<string, number> = {
    countries: new Set(governments.map(({ country }) => country)).size,
  };
  for (const { kind } of others) tally[kind] = (tally[kind] ?? 0) + 1;
  return tally;
}

function* csvRows(actions: readonly Action[]): Generator<string[]> {
  yield ['number', 'action', 'theme', 'kind', 'country', 'organisation', 'confirmed', 'commitment'];
  for (const { record, number, theme, signatories } of actions) {
    const action = [number === null ? '' : String(number), record.title, theme];
    // An action nobody signed yet is there all the same.
    if (signatories.length === 0) yield [...action, '', '', '', '', ''];
    for (const one of signatories) {
      yield [
        ...action,
        one.kind,
        one.country ?? '',
        one.organisation,
        one.confirmed ? 'yes' : 'no',
        one.commitment,
      ];
    }
  }
}

function toMarkdown({ record, number, description, signatories, tools }: Action): string {
  const lines = [
    `## ${number === null ? '' : `${number}. `}${markdownText(record.title)}`,
    '',
    ...description.split('\n').map(markdownText),
    '',
    ...signatories.map((one) => {
      const country = one.country === null ? '' : countryName(one.country);
      const who = [one.organisation, country].filter((part) => part !== '').join(', ');
      const promise = one.commitment.trim().replaceAll(/\s*\n\s*/g, ' ');
      return `- **${markdownText(who)}**${one.confirmed ? '' : ' (not yet confirmed)'}${promise === '' ? '' : `: ${markdownText(promise)}`}`;
    }),
  ];
  if (tools.length > 0) lines.push('', `Tools: ${tools.map(markdownText).join(', ')}`);
  return `${lines.join('\n').replaceAll(/\n{3,}/g, '\n\n')}\n`;
}

/** What people typed, so that no reader of Markdown takes it for a heading, a link or HTML. */
function markdownText(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>#|!~&]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=]|\d+[.)])/gm, '$1\\$2');
}
