// Which rows are looked at, and what will become of each. Pure.
import type { ImportChoice, ImportRow } from '../../../shared/api/imports.ts';

/** What rows can be looked at by. */
export const ROW_FILTERS = ['all', 'new', 'alike', 'problem', 'noted'] as const;

/** Which rows of a preview are shown. */
export type RowFilter = (typeof ROW_FILTERS)[number];

/** Choices somebody made, by the index of the row. */
export type Choices = Readonly<Record<string, ImportChoice>>;

/** Whether a row is one of those looked at. */
export function isShown({ outcome, notes }: ImportRow, filter: RowFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'new':
      return outcome === 'new' || outcome === 'team';
    case 'alike':
      return outcome === 'known' || outcome === 'alike' || outcome === 'repeated';
    case 'problem':
      return outcome === 'problem';
    case 'noted':
      return notes.length > 0;
  }
}

/** What can be done with a row; nothing with one that is wrong or names only a team. */
export function optionsOf({ kind, outcome, match }: ImportRow): ImportChoice[] {
  if (outcome === 'problem' || kind === null) return [];
  return match?.type === 'record' ? ['skip', 'improve', 'create'] : ['skip', 'create'];
}

/** What becomes of a row. */
export function choiceOf(row: ImportRow, choices: Choices): ImportChoice {
  if (row.outcome === 'problem') return 'skip';
  const byDefault = row.outcome === 'new' || row.outcome === 'team' ? 'create' : 'skip';
  return choices[row.index] ?? byDefault;
}

/** How many entries will be made, and how many go on from a record. */
export function countWork(rows: readonly ImportRow[], choices: Choices) {
  const entries = rows.filter(({ kind }) => kind !== null);
  const count = (wanted: ImportChoice) =>
    entries.filter((row) => choiceOf(row, choices) === wanted).length;
  return { created: count('create'), improved: count('improve') };
}
