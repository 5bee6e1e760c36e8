// Names of countries, languages, tags and options in the reader's language. Countries and languages
// come from the browser, so no list of them is loaded.
import { useTranslation } from 'react-i18next';
import type { Tag } from '../../../shared/document.ts';
import { isKnownTag } from '../../../shared/tags.ts';

/** Turns codes of records into words. */
export interface Names {
  /** ISO 3166-1 alpha-2. */
  country(code: string): string;
  /** ISO 639 or BCP 47. */
  language(code: string): string;
  /** A tag of a summary or facet: a vocabulary id, or somebody's own words. */
  tag(idOrLabel: string): string;
  tagOf(tag: Tag): string;
  /** A language as its own speakers call it. */
  ownName(language: string): string;
  field(name: string): string;
  option(field: string, value: string): string;
  /** Sorts names as the reader's language does. */
  compare(first: string, second: string): number;
}

/** The names in the language of the interface; needs the namespace `fields`. */
export function useNames(): Names {
  const { t, i18n } = useTranslation('fields');
  const { language } = i18n;
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const languages = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
  const collator = new Intl.Collator(language);
  const tag = (idOrLabel: string) =>
    isKnownTag(idOrLabel) ? t(`tag.${idOrLabel}`) : idOrLabel.replace(/^~/, '');
  return {
    country: (code) => nameOf(regions, code),
    language: (code) => capitalise(nameOf(languages, code), language),
    tag,
    ownName: (code) =>
      capitalise(
        nameOf(new Intl.DisplayNames(code, { type: 'language', fallback: 'code' }), code),
        code,
      ),
    tagOf: ({ id, label }) => label ?? tag(id),
    field: (name) => t(`label.${name}`),
    option: (field, value) => t(`option.${field}.${value}`),
    compare: collator.compare,
  };
}

/** A code that is none, which only an old record could hold, is shown as it is. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

function capitalise(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
