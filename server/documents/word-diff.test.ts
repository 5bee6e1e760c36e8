// Differences of texts: whatever the texts, both can be read back from the runs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffRun, diffWords } from './word-diff.ts';

const read = (runs: readonly DiffRun[], without: DiffRun['type']) =>
  runs.map(({ type, text }) => (type === without ? '' : text)).join('');

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', 'the', ' ', ' ', '  ', '\n', ',', 'é', '🌍', 'l’open'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('a difference of words', () => {
  it('holds both texts', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), fc.oneof(words, fc.string()), (before, after) => {
        const runs = diffWords(before, after);
        expect(read(runs, 'added')).toBe(before);
        expect(read(runs, 'removed')).toBe(after);
        for (const { text } of runs) expect(text).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('is whole words, and no lone space between two changes', () => {
    expect(diffWords('We will publish all contracts.', 'We shall print all contracts.')).toEqual([
      { type: 'same', text: 'We ' },
      { type: 'removed', text: 'will publish' },
      { type: 'added', text: 'shall print' },
      { type: 'same', text: ' all contracts.' },
    ]);
  });

  it('is nothing for two empty texts and one run for equal ones', () => {
    expect(diffWords('', '')).toEqual([]);
    expect(diffWords('same', 'same')).toEqual([{ type: 'same', text: 'same' }]);
  });

  it('of two long texts with nothing in common is one removed and one added', () => {
    const long = (prefix: string) =>
      Array.from({ length: 5000 }, (_, index) => `${prefix}${index}`).join(' ');
    const runs = diffWords(long('a'), long('b'));
    expect(runs.map(({ type }) => type)).toEqual(['removed', 'added']);
  });
});
