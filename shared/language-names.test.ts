// Languages by name.
import { expect, test } from 'vitest';
import { createLanguageNames, nameInItself } from './language-names.ts';

test('a language is named for its reader and in itself, with a capital', () => {
  const name = createLanguageNames('fr');
  expect([name('fr'), name('ar')]).toEqual(['Français', 'Arabe']);
  expect([nameInItself('fr'), nameInItself('pt-BR')]).toEqual(['Français', 'Português (Brasil)']);
});

test('what is no tag stays as it is', () => {
  expect([createLanguageNames('en')('not a tag'), nameInItself('not a tag')]).toEqual([
    'not a tag',
    'not a tag',
  ]);
});
