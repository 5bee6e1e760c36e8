// Which names are probably one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName } from '../../shared/normalise.ts';
import { isSimilarName } from './similar-name.ts';

const similar = (first: string, second: string) =>
  isSimilarName(normaliseName(first), normaliseName(second));

describe('[LI5] similar names', () => {
  it.each([
    ['Open Contracting Partnership', 'Open Contracting Partnerships'],
    ['Decidim', 'Decidm'],
    ['Ville de Paris', 'Paris, ville de'],
    ['Démocratie Ouverte', 'Democratie ouvert'],
  ])('%s and %s', (first, second) => {
    expect(similar(first, second)).toBe(true);
  });

  it.each([
    ['Consul', 'Consular services'],
    ['Open Data 2016', 'Open Data 2017'],
    ['OGP', 'OGD'],
    ['Kenya', 'Congo'],
    ['', ''],
  ])('but not %s and %s', (first, second) => {
    expect(similar(first, second)).toBe(false);
  });

  it('the order of asking does not matter', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1'), maxLength: 14 });
    fc.assert(
      fc.property(name, name, (first, second) => {
        expect(isSimilarName(first, second)).toBe(isSimilarName(second, first));
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with the edit distance computed in full', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 14 });
    fc.assert(
      fc.property(name, name, (first, second) => {
        const allowed = Math.min(first.length, second.length) >= 12 ? 2 : 1;
        expect(isSimilarName(first, second)).toBe(distance(first, second) <= allowed);
      }),
      { numRuns: 3000 },
    );
  });
});

function distance(first: string, second: string): number {
  const table = Array.from({ length: first.length + 1 }, (_, i) =>
    Array.from({ length: second.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= first.length; i++) {
    for (let j = 1; j <= second.length; j++) {
      table[i]![j] = Math.min(
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        table[i - 1]![j - 1]! + (first[i - 1] === second[j - 1] ? 0 : 1),
      );
    }
  }
  return table[first.length]![second.length]!;
}
