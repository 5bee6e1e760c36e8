// How the time of a hackathon becomes the time of a film.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLapseAxis } from './lapse-axis.ts';

const HOUR = 3_600_000;

test('a night is cut short, and both days have their frames', () => {
  const day = Array.from({ length: 60 }, (_, minute) => minute * 60_000);
  const axis = createLapseAxis([...day, ...day.map((at) => at + 14 * HOUR)], 100);
  const evening = axis.times.filter((at) => at <= HOUR).length;
  const morning = axis.times.filter((at) => at >= 14 * HOUR).length;
  expect(evening).toBeGreaterThan(40);
  expect(morning).toBeGreaterThan(40);
});

test('every moment has a frame, later moments no earlier one, and frames are in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(10 * HOUR), { minLength: 1 }),
      fc.integer({ min: 1, max: 300 }),
      (moments, frames) => {
        const axis = createLapseAxis(moments, frames);
        const sorted = [...moments].sort((first, second) => first - second);
        const placed = sorted.map((at) => axis.frameOf(at));
        expect(placed).toEqual([...placed].sort((first, second) => first - second));
        for (const frame of placed) {
          expect(frame).toBeGreaterThanOrEqual(0);
          expect(frame).toBeLessThan(frames);
        }
        expect(axis.times).toHaveLength(frames);
        expect([...axis.times]).toEqual([...axis.times].sort((first, second) => first - second));
        expect(axis.times.at(-1)).toBeLessThanOrEqual(sorted.at(-1)!);
      },
    ),
  );
});

test('without any moment there is no film', () => {
  expect(createLapseAxis([], 10).times).toEqual([]);
});
