// Where typed words stand in a text.
import { describe, expect, it } from 'vitest';
import { excerptAround, highlight, typedWords } from './highlight.ts';

describe('[LU3] typed words in a text', () => {
  it('are found without accents and case, where a word begins', () => {
    expect(highlight('L’Économie sociale', typedWords('econ'))).toEqual([
      { text: 'L’', isHit: false },
      { text: 'Économie', isHit: true },
      { text: ' sociale', isHit: false },
    ]);
    expect(highlight('Economie', typedWords('nomie'))).toEqual([
      { text: 'Economie', isHit: false },
    ]);
    expect(highlight('anything', typedWords('  '))).toEqual([{ text: 'anything', isHit: false }]);
  });

  it('are shown with what stands around them in their line, a sentence before a code', () => {
    const line = `${'before '.repeat(40)}the needle here ${'after '.repeat(40)}`;
    const excerpt = excerptAround(`needle-code\n${line}`, ['needle'], { length: 60 });
    expect(excerpt).toMatch(/^…(before )+the needle here( after)+…$/);
    expect(excerpt.length).toBeLessThan(70);
    expect(excerptAround('other\nneedle-code', ['needle'], { length: 60 })).toBe('needle-code');
    expect(excerptAround(line, ['needles'], { length: 60 })).toBe('');
    expect(excerptAround('Decidim\nDecidim is', ['decidim'], { length: 60, from: 7 })).toBe(
      'Decidim is',
    );
  });
});
