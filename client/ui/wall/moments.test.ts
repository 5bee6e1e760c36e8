// What is news on a wall.
import { expect, test } from 'vitest';
import type { LatestEntry } from './latest-entry.ts';
import { newcomers } from './moments.ts';

const entry = (id: string, finalisedAt: number, revision = 1): LatestEntry => ({
  id,
  kind: 'tool',
  title: id,
  teamName: null,
  finalisedAt,
  revision,
});

test('a new revision is news; an old entry that moves up is not', () => {
  const before = [entry('b', 5), entry('a', 4)];
  expect(newcomers(before, [entry('b', 6, 2), entry('a', 4)])).toEqual([entry('b', 6, 2)]);
  expect(newcomers(before, [entry('b', 5), entry('older', 2)])).toEqual([]);
});
