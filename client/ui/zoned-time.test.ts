// Times as they are typed, in the zone of a hackathon.
import { expect, test } from 'vitest';
import { fromZonedInput, toZonedInput } from './zoned-time.ts';

test('[LI7] a deadline is typed in the hackathon’s own time, wherever the laptop thinks it is', () => {
  const at = Date.UTC(2016, 11, 9, 16, 30);
  expect(toZonedInput(at, 'Europe/Paris')).toBe('2016-12-09T17:30');
  expect(toZonedInput(at, 'Asia/Kathmandu')).toBe('2016-12-09T22:15');
  for (const zone of ['Europe/Paris', 'Asia/Kathmandu', 'America/St_Johns', 'UTC']) {
    expect(fromZonedInput(toZonedInput(at, zone), zone), zone).toBe(at);
  }
});

test('a time typed on the day the clocks change is the one the clocks show', () => {
  expect(fromZonedInput('2016-10-30T12:00', 'Europe/Paris')).toBe(Date.UTC(2016, 9, 30, 11));
  expect(fromZonedInput('2016-03-27T03:30', 'Europe/Paris')).toBe(Date.UTC(2016, 2, 27, 1, 30));
});

test('what is no date and time is no moment', () => {
  expect(fromZonedInput('', 'UTC')).toBeNull();
  expect(fromZonedInput('2016-13-40T99:99', 'UTC')).toBeNull();
});
