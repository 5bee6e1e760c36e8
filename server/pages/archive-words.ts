// The words of the script that looks through an archive's list, which has no other way to them.
import type { Language } from '../../shared/language-choice.ts';
import { wordsOf } from './words.ts';

/** What the search field is called, and how many entries it leaves, with places for the numbers. */
export function archiveSearchWords(language: Language): { label: string; shown: string } {
  const { t } = wordsOf(language);
  return {
    label: t('catalogue:archive.filter'),
    shown: t('catalogue:archive.shown', { shown: '{{shown}}', all: '{{all}}' }),
  };
}
