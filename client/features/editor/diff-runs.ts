// Long stretches that stayed the same are cut in the middle: what changed is what one came for. Pure.
import type { FieldDiff } from '../../../shared/api/history.ts';

type Run = FieldDiff['runs'][number];

/** How much of an unchanged stretch is shown on either side of a change, in characters. */
const CONTEXT = 80;

/** Shortens unchanged runs; changed ones stay whole. */
export function shortenRuns(runs: readonly Run[]): Run[] {
  return runs.map((run, index) => {
    if (run.type !== 'same' || run.party !== undefined || run.text.length <= CONTEXT * 2.5)
      return run;
    const isFirst = index === 0;
    const isLast = index === runs.length - 1;
    const head = isFirst ? '' : run.text.slice(0, wordEnd(run.text, CONTEXT));
    const tail = isLast ? '' : run.text.slice(wordStart(run.text, run.text.length - CONTEXT));
    return { type: 'same', text: `${head} … ${tail}` };
  });
}

function wordEnd(text: string, from: number): number {
  const at = text.indexOf(' ', from);
  return at === -1 || at > from + 20 ? from : at;
}

function wordStart(text: string, from: number): number {
  const at = text.lastIndexOf(' ', from);
  return at === -1 || at < from - 20 ? from : at + 1;
}
