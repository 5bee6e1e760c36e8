// The work of a hackathon as a mountain.
import { expect, test } from 'vitest';
import { ridgeHeights, ridgePath } from './ridge.ts';

const lapse = (...activity: string[]) => ({
  times: [...(activity[0] ?? '')].map((_, frame) => frame),
  teams: activity.map((digits, n) => ({
    id: `${n}`,
    name: '',
    colour: '',
    activity: digits,
    finalised: '',
  })),
  finalised: [],
  countries: [],
});

test('the busiest time is the summit, and a quiet one is still a hill', () => {
  const heights = ridgeHeights(lapse(`${'0'.repeat(20)}${'9'.repeat(20)}`, '0'.repeat(40)));
  expect(Math.max(...heights)).toBe(heights[30]);
  expect(heights[0]).toBeGreaterThan(0);
  expect(Math.max(...heights)).toBeLessThan(100);
});

test('a ridge without work is flat, and a single frame is a ridge', () => {
  expect(new Set(ridgeHeights(lapse('0000')))).toHaveProperty('size', 1);
  expect(ridgePath(ridgeHeights(lapse('5')))).not.toContain('NaN');
});
