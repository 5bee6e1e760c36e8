// Choosing by typing, under whichever name somebody knows a thing.
import { expect, test } from 'vitest';
import { matchOptions, meantOption, type PickerOption } from './picker-options.ts';
import { namesElsewhere } from './place-names.ts';

const country = (id: string, label: string): PickerOption => ({
  id,
  label,
  alsoCalled: () => namesElsewhere('region', id, ['en', 'fr', 'es', 'ar']),
});

const FRENCH = [
  country('DE', 'Allemagne'),
  country('KE', 'Kenya'),
  country('NE', 'Niger'),
  country('NG', 'Nigeria'),
  country('CI', 'Côte d’Ivoire'),
];
const found = (words: string) => matchOptions(FRENCH, words).map(({ id }) => id);

test.each([
  ['allem', 'DE'],
  ['germany', 'DE'],
  ['Alemania', 'DE'],
  ['COTE', 'CI'],
  // Phones write another apostrophe than keyboards do.
  ["cote d'iv", 'CI'],
  ['cote d’iv', 'CI'],
  ['كينيا', 'KE'],
])('“%s” is found by whoever reads French', (words, id) => {
  expect(found(words)).toEqual([id]);
});

test('what was found by another name says by which', () => {
  expect(matchOptions(FRENCH, 'germ')[0]).toMatchObject({ label: 'Allemagne', note: 'Germany' });
  expect(matchOptions(FRENCH, 'alle')[0]?.note).toBeUndefined();
});

test('Enter takes the row of that very name, or the only one', () => {
  const rows = matchOptions(FRENCH, 'niger');
  expect(rows.map(({ id }) => id)).toEqual(['NE', 'NG']);
  expect(meantOption(rows, 'niger')?.id).toBe('NE');
  expect(meantOption(matchOptions(FRENCH, 'nig'), 'nig')).toBeNull();
  expect(meantOption(matchOptions(FRENCH, 'germany'), 'germany')?.id).toBe('DE');
});

test('languages are found by their names in themselves', () => {
  expect(namesElsewhere('language', 'de', ['en', 'fr'])).toEqual(
    expect.arrayContaining(['German', 'allemand', 'Deutsch']),
  );
});
