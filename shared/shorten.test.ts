// Long words made short.
import { expect, test } from 'vitest';
import { shorten, shortenBetweenWords } from './shorten.ts';

test('what fits stays, what does not ends in an ellipsis', () => {
  expect(shorten('Paris', 5)).toBe('Paris');
  expect(shorten('Paris 2016', 6)).toBe('Paris…');
});

test('no character is cut in half', () => {
  expect(shorten('ab🏔️cd', 4)).toBe('ab…');
});

test('words stay whole where there are words, and a text without spaces is cut all the same', () => {
  expect(shortenBetweenWords('open data for all', 12)).toBe('open data …');
  expect(shortenBetweenWords('公開'.repeat(100), 12)).toBe(`${'公開'.repeat(5)}公…`);
});
