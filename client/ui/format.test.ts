// Shares, times and countdowns as they are read.
import { expect, test } from 'vitest';
import { formatAgo, formatDate, formatDays, formatPercent, timeLeft } from './format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a share is rounded down, so that 100 % means that nothing is missing', () => {
  expect(formatPercent(0.999, 'en')).toBe('99%');
  expect(formatPercent(1, 'en')).toBe('100%');
  expect(formatPercent(0.5, 'fr').replace(/\s/g, ' ')).toBe('50 %');
});

test('what happened less than a minute ago, or in the future of a slow clock, is now', () => {
  expect(formatAgo(1000, 1000 + MINUTE - 1, 'en')).toBeNull();
  expect(formatAgo(5000, 1000, 'en')).toBeNull();
});

test('older changes are told in the largest whole unit', () => {
  expect(formatAgo(0, 3 * MINUTE, 'en')).toBe('3 min. ago');
  expect(formatAgo(0, 2 * HOUR, 'en')).toBe('2 hr. ago');
  expect(formatAgo(0, 49 * HOUR, 'en')).toBe('2 days ago');
});

test('[LI7] a countdown is a clock below two days and over at its deadline', () => {
  expect(timeLeft(50 * HOUR, 0)).toEqual({ type: 'days', days: 2, hours: 2 });
  expect(timeLeft(27 * HOUR + 61_000, 0)).toEqual({ type: 'clock', clock: '27:01:01' });
  expect(timeLeft(9 * MINUTE + 500, 0)).toEqual({ type: 'clock', clock: '09:01' });
  expect(timeLeft(1, 0)).toEqual({ type: 'clock', clock: '00:01' });
  expect(timeLeft(0, 0)).toEqual({ type: 'over' });
});

test('a hackathon’s days are told in its own time zone, or the reader’s when the zone is unknown', () => {
  const from = Date.UTC(2016, 11, 6, 23, 30);
  const to = Date.UTC(2016, 11, 9, 17);
  expect(formatDays(from, to, 'en', 'Europe/Paris')).toMatch(/December 7\s?–\s?9, 2016/);
  expect(formatDays(from, to, 'en', 'Mars/Olympus')).toContain('2016');
});

test('a calendar day is the same day in every time zone, and what is none stays as it is', () => {
  expect(formatDate('2016-12-09', 'fr')).toBe('9 décembre 2016');
  expect(formatDate('2016-99-09', 'en')).toBe('2016-99-09');
});
