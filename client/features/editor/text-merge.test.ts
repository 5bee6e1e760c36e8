// Carets and words among other people's words.
import { expect, test } from 'vitest';
import { createRandom, seedFromEnvironment } from '../../../test/support/seed.ts';
import { mapCaret, mergeTexts, replacementBetween } from './text-merge.ts';

test('[CL6] words written before my caret move it along, words at or after it do not', () => {
  expect(mapCaret(3, [{ insert: 'ab' }])).toBe(5);
  expect(mapCaret(3, [{ retain: 3 }, { insert: 'ab' }])).toBe(3);
  expect(mapCaret(3, [{ retain: 5 }, { insert: 'ab' }])).toBe(3);
});

test('[CL6] a deletion around my caret leaves it where the gap is', () => {
  expect(mapCaret(5, [{ retain: 2 }, { delete: 10 }])).toBe(2);
  expect(mapCaret(5, [{ retain: 2 }, { delete: 2 }])).toBe(3);
  expect(mapCaret(5, [{ retain: 2 }, { delete: 2 }, { retain: 1 }, { insert: 'xyz' }])).toBe(3);
});

test('[CL8] a word composed while others write before and after it lands where it was typed', () => {
  const [before, after] = [[{ insert: 'zero ' }], [{ retain: 9 }, { insert: ' four' }]];
  expect(mergeTexts('one three', 'one two three', [before]).text).toBe('zero one two three');
  expect(mergeTexts('one three', 'one two three', [after]).text).toBe('one two three four');
  const both = [[{ insert: 'Our ' }], [{ retain: 12 }, { insert: '!' }]];
  expect(mergeTexts('Plan deb', 'Plan debate', both)).toEqual({
    text: 'Our Plan debate!',
    caret: 'Our Plan debate'.length,
  });
});

test('[CL8] when both rewrote the same stretch neither wording is lost', () => {
  const cow = [{ retain: 5 }, { insert: 'ow' }, { delete: 2 }];
  expect(mergeTexts('the cat sat', 'the dog sat', [cow]).text).toBe('the dogow sat');
});

test('[CL8] merging never loses words that were only added', () => {
  const random = createRandom(seedFromEnvironment());
  console.info(`seed ${random.seed}`);
  for (let world = 0; world < 500; world++) {
    const base = random.word(random.between(0, 20));
    const place = () => random.below(base.length + 1);
    const at = place();
    const mine = `${base.slice(0, at)}MINE${base.slice(at)}`;
    const theirs = ['THEIRS', 'OTHERS'].map((insert) => [{ retain: place() }, { insert }]);
    const { text: merged } = mergeTexts(base, mine, theirs);
    expect(merged, `seed ${random.seed}`).toContain('MINE');
    expect(merged.length).toBe(base.length + 16);
    expect(merged.replace('MINE', '').length).toBe(base.length + 12);
  }
});

test('a replacement between two texts rebuilds the second from the first', () => {
  const { start, removed, inserted } = replacementBetween('aaab', 'aab');
  expect('aaab'.slice(0, start) + inserted + 'aaab'.slice(start + removed)).toBe('aab');
});
