// The difference of two texts as runs of words, readable by anybody. Pure; Myers' O(ND) algorithm on
// words, without its linear-space refinement: texts here have thousands of words, not millions.
import type { FieldDiff } from '../../shared/api/history.ts';

/** A run of a text difference. */
export type DiffRun = FieldDiff['runs'][number];

/**
 * More changes than this are shown as one text removed and another added: the table of the search
 * grows with their square, and nobody reads such a difference word by word.
 */
const MAX_CHANGES = 1500;

/** Words, the spaces after them, and single signs. */
const WORD = /[\p{L}\p{N}\p{M}_'’-]+|\s+|[^\p{L}\p{N}\p{M}_'’\s-]/gu;

/** Runs that, without the removed ones, give `after`, and without the added ones, `before`. */
export function diffWords(before: string, after: string): DiffRun[] {
  const old = before.match(WORD) ?? [];
  const now = after.match(WORD) ?? [];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const runs: DiffRun[] = [];
  push(runs, 'same', old.slice(0, start).join(''));
  diffMiddle(runs, old.slice(start, old.length - end), now.slice(start, now.length - end));
  push(runs, 'same', old.slice(old.length - end).join(''));
  return runs;
}

function push(runs: DiffRun[], type: DiffRun['type'], text: string): void {
  if (text === '') return;
  const last = runs.at(-1);
  if (last?.type === type) runs[runs.length - 1] = { type, text: last.text + text };
  else runs.push({ type, text });
}

function diffMiddle(runs: DiffRun[], old: readonly string[], now: readonly string[]): void {
  const trace = old.length === 0 || now.length === 0 ? null : shortestEdit(old, now);
  if (trace === null) {
    push(runs, 'removed', old.join(''));
    push(runs, 'added', now.join(''));
    return;
  }
  const steps: DiffRun[] = [];
  let x = old.length;
  let y = now.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reached = trace[d]!;
    const k = x - y;
    const isDown =
      k === -d || (k !== d && furthest(reached, d, k - 1) < furthest(reached, d, k + 1));
    const previousK = isDown ? k + 1 : k - 1;
    const previousX = d === 0 ? 0 : furthest(reached, d, previousK);
    const previousY = d === 0 ? 0 : previousX - previousK;
    while (x > previousX && y > previousY) {
      x--;
      y--;
      steps.push({ type: 'same', text: old[x]! });
    }
    if (d === 0) break;
    if (isDown) steps.push({ type: 'added', text: now[--y]! });
    else steps.push({ type: 'removed', text: old[--x]! });
  }
  for (const { type, text } of tidy(steps.reverse())) push(runs, type, text);
}

/** `trace[d]` holds the furthest x on each diagonal before step d; `null` when there are too many. */
function shortestEdit(old: readonly string[], now: readonly string[]): Int32Array[] | null {
  const most = Math.min(old.length + now.length, MAX_CHANGES);
  const trace: Int32Array[] = [];
  let reached = new Int32Array(3);
  for (let d = 0; d <= most; d++) {
    trace.push(reached);
    const next = new Int32Array(2 * d + 5);
    for (let k = -d; k <= d; k += 2) {
      let x =
        d === 0
          ? 0
          : k === -d || (k !== d && furthest(reached, d, k - 1) < furthest(reached, d, k + 1))
            ? furthest(reached, d, k + 1)
            : furthest(reached, d, k - 1) + 1;
      let y = x - k;
      while (x < old.length && y < now.length && old[x] === now[y]) {
        x++;
        y++;
      }
      next[k + d + 2] = x;
      if (x >= old.length && y >= now.length) return trace;
    }
    reached = next;
  }
  return null;
}

/** Before step d, diagonals -(d-1) to d-1 are known; their values lie from index 2 on. */
function furthest(reached: Int32Array, d: number, k: number): number {
  return reached[k + d + 1] ?? 0;
}

/** A lone space kept between two changes makes a sentence flicker; it is part of the change. */
function tidy(steps: readonly DiffRun[]): DiffRun[] {
  const tidied: DiffRun[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') tidied.push({ type: 'removed', text: removed });
    if (added !== '') tidied.push({ type: 'added', text: added });
    removed = '';
    added = '';
  };
  steps.forEach(({ type, text }, index) => {
    if (type === 'removed') removed += text;
    else if (type === 'added') added += text;
    else if (
      removed !== '' &&
      added !== '' &&
      /^\s+$/.test(text) &&
      steps[index + 1] !== undefined &&
      steps[index + 1]!.type !== 'same'
    ) {
      removed += text;
      added += text;
    } else {
      flush();
      tidied.push({ type, text });
    }
  });
  flush();
  return tidied;
}
