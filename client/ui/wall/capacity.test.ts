// How many items a screen holds, and how large they may be.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFitting, countPages, largestZoom } from './capacity.ts';

const size = fc.record({
  width: fc.integer({ min: 1, max: 4000 }),
  height: fc.integer({ min: 1, max: 3000 }),
});

const hall = { width: 1810, height: 880 };
const fitting = {
  cell: { width: 362, height: 75 },
  least: 1.25,
  most: 2.4,
} as const;

test('[WL5] the zoom chosen needs no more pages than the least one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), size, size, (count, room, cell) => {
      const one = { ...fitting, count, cell };
      const zoom = largestZoom(room, one);
      expect(zoom).toBeGreaterThanOrEqual(1.25);
      expect(zoom).toBeLessThanOrEqual(2.4);
      expect(countPages(room, one, zoom)).toBe(countPages(room, one, 1.25));
    }),
  );
});

test('as long as they stand on one page, fewer items are never smaller', () => {
  const zooms = Array.from({ length: 28 }, (_, n) =>
    largestZoom(hall, { ...fitting, count: n + 1 }),
  );
  expect(countPages(hall, { ...fitting, count: 28 }, 1.25)).toBe(1);
  expect(zooms).toEqual([...zooms].sort((first, second) => second - first));
  expect(zooms[0]).toBe(2.4);
});

test('nothing fits before anything was measured', () => {
  expect(countFitting({ width: 0, height: 0 }, { width: 0, height: 0 })).toEqual({
    rows: 0,
    columns: 1,
  });
});
