// Collective actions with who signed and what they promise: as JSON, as a table with a row per
// signatory, and as a text to read. Pure.
import type { Relation } from '../../shared/document.ts';
import { formatCsv } from '../../shared/format-csv.ts';
import { pickLanguage, type Signatory } from '../../shared/projection.ts';
import { type RichNode, richToPlain } from '../../shared/rich-text.ts';
import { countryName } from './country-name.ts';
import type { ExportRecord } from './export-record.ts';

interface Action {
  readonly record: ExportRecord;
  readonly number: number | null;
  readonly theme: string;
  readonly description: string;
  readonly signatories: readonly Signatory[];
  readonly tools: readonly string[];
}

/** The files by name; texts in English where there is English. */
export function collectiveActionFiles(records: readonly ExportRecord[]): Record<string, string> {
  const actions = records.filter(({ kind }) => kind === 'collective-action').map(actionOf);
  actions.sort(
    (first, second) =>
      (first.number ?? Number.MAX_SAFE_INTEGER) - (second.number ?? Number.MAX_SAFE_INTEGER),
  );
  return {
    'collective-actions.json': `${JSON.stringify(actions.map(toPlain), null, 2)}\n`,
    'collective-actions.csv': toCsv(actions),
    'collective-actions.md': actions.map(toMarkdown).join('\n'),
  };
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

function toCsv(actions: readonly Action[]): string {
  return formatCsv([
    ['number', 'action', 'theme', 'kind', 'country', 'organisation', 'confirmed', 'commitment'],
    ...actions.flatMap(({ record, number, theme, signatories }) => {
      const action = [number === null ? '' : String(number), record.title, theme];
      // An action nobody signed yet is there all the same.
      if (signatories.length === 0) return [[...action, '', '', '', '', '']];
      return signatories.map((one) => [
        ...action,
        one.kind,
        one.country ?? '',
        one.organisation,
        one.confirmed ? 'yes' : 'no',
        one.commitment,
      ]);
    }),
  ]);
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
