// Which language somebody reads.
import { expect, test } from 'vitest';
import { chooseLanguage, toLanguage } from './language-choice.ts';

test('the first wish we have words for wins', () => {
  expect(chooseLanguage([null, 'de', 'fr-CA', 'es'])).toBe('fr');
});

test('a person who wishes only languages we lack reads English', () => {
  expect(chooseLanguage(['ka', undefined, 'ar'])).toBe('en');
});

test('a region or script does not hide a language', () => {
  expect(toLanguage('es_419')).toBe('es');
  expect(toLanguage('EN-us')).toBe('en');
  expect(toLanguage('')).toBeNull();
});
