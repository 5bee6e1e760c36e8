// The map of dots.
import { expect, test } from 'vitest';
import { readDots } from './dots.ts';
import { COLUMNS } from './land.ts';

test('every country has a mark on the map, and the whole map is used', () => {
  const dots = readDots();
  expect(dots.size).toBeGreaterThan(230);
  for (const code of ['FR', 'CL', 'GE', 'SG', 'TO', 'LU', 'US', 'ZA', 'NZ', 'IS']) {
    expect(dots.has(code), code).toBe(true);
  }
  for (const { code, path, middle } of dots.values()) {
    expect(path, code).toMatch(/^M[\d.-]+ \d+a/);
    expect(middle.x).toBeLessThanOrEqual(COLUMNS);
    // The grid ends at 58 degrees south.
    expect(middle.y).toBeLessThan(46);
  }
});

test('runs are read row by row, odd rows half a dot further right', () => {
  const dots = readDots('AA0002 BB03c1');
  expect(dots.get('AA')?.path.match(/M/g)).toHaveLength(2);
  expect(dots.get('AA')?.middle).toEqual({ x: 0, y: 0 });
  expect(dots.get('BB')?.middle).toEqual({ x: 0.5, y: 1 });
});

test('the mark of a country stands on one of its own dots', () => {
  // A ring with nothing in its middle.
  const dots = readDots('AA0003 BB0031');
  expect(dots.get('AA')?.middle).toEqual({ x: 1, y: 0 });
});
