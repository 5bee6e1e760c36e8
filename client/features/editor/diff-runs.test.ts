// Differences are readable without the whole text.
import { expect, test } from 'vitest';
import { shortenRuns } from './diff-runs.ts';

const long = 'unchanged words '.repeat(60);

test('what changed is whole, what stayed is cut to its edges', () => {
  const runs = shortenRuns([
    { type: 'same', text: long },
    { type: 'added', text: long },
    { type: 'same', text: long },
    { type: 'removed', text: 'old' },
    { type: 'same', text: long },
  ]);
  expect(runs[1]?.text).toBe(long);
  expect(runs[0]?.text.length).toBeLessThan(120);
  expect(runs[2]?.text.length).toBeLessThan(220);
  expect(runs[2]?.text).toContain(' … ');
  expect(runs[0]?.text.startsWith(' … ')).toBe(true);
  expect(runs[4]?.text.endsWith(' … ')).toBe(true);
});

test('short stretches stay as they are', () => {
  const runs = [{ type: 'same' as const, text: 'a few words' }];
  expect(shortenRuns(runs)).toEqual(runs);
});
