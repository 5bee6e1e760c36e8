// The words of the pages in each language, and names for what records keep as codes. Knows no page.
import i18next, { type TFunction } from 'i18next';
import type { Tag } from '../../shared/document.ts';
import { getField } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Language } from '../../shared/language-choice.ts';
import { createLanguageNames, nameInItself } from '../../shared/language-names.ts';
import catalogueEn from '../../shared/languages/en/catalogue.json' with { type: 'json' };
import fieldsEn from '../../shared/languages/en/fields.json' with { type: 'json' };
import catalogueEs from '../../shared/languages/es/catalogue.json' with { type: 'json' };
import fieldsEs from '../../shared/languages/es/fields.json' with { type: 'json' };
import catalogueFr from '../../shared/languages/fr/catalogue.json' with { type: 'json' };
import fieldsFr from '../../shared/languages/fr/fields.json' with { type: 'json' };
import { isKnownTag } from '../../shared/tags.ts';

/** Words and names in one language. */
export interface Words {
  readonly t: TFunction;
  readonly language: Language;
  /** ISO 3166-1 alpha-2 → name. */
  country(code: string): string;
  /** ISO 639 or BCP 47 → name. */
  tongue(code: string): string;
  /** A language as its own speakers call it. */
  ownName(code: string): string;
  tag(tag: Tag): string;
  field(name: string): string;
  /** An option of a choice or set, a country, a language or a date; other values as they are. */
  option(kind: Kind, field: string, value: string): string;
  number(value: number): string;
  /** In UTC: pages are the same for everybody. */
  day(at: number): string;
  moment(at: number): string;
  compare(first: string, second: string): number;
}

const NAMESPACES = ['catalogue', 'fields'];

const speech = i18next.createInstance();
void speech.init({
  // Everything is here already, so nothing is waited for.
  initAsync: false,
  ns: NAMESPACES,
  defaultNS: 'catalogue',
  fallbackLng: false,
  // Pages escape what they show, once.
  interpolation: { escapeValue: false },
  returnNull: false,
  resources: {
    en: { catalogue: catalogueEn, fields: fieldsEn },
    fr: { catalogue: catalogueFr, fields: fieldsFr },
    es: { catalogue: catalogueEs, fields: fieldsEs },
  },
});

const made = new Map<Language, Words>();

/** The words of a language; made once. */
export function wordsOf(language: Language): Words {
  let words = made.get(language);
  if (words === undefined) {
    words = createWords(language);
    made.set(language, words);
  }
  return words;
}

function createWords(language: Language): Words {
  const t = remembered(speech.getFixedT(language, NAMESPACES));
  const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const country = (code: string) => nameOf(regions, code);
  const day = (at: number) => days.format(at);
  const tongue = createLanguageNames(language);
  return {
    t,
    language,
    country,
    tongue,
    ownName: nameInItself,
    tag: ({ id, label }) =>
      label ?? (isKnownTag(id) ? t(`fields:tag.${id}`) : id.replace(/^~/, '')),
    field: (name) => t(`fields:label.${name}`),
    option(kind, fieldName, value) {
      const field = getField(kind, fieldName);
      if (field?.type === 'date') return day(Date.parse(`${value}T00:00:00Z`));
      const options = field?.options;
      if (options === 'countries') return country(value);
      if (options === 'languages') return tongue(value);
      if (options === undefined || options === 'spdx' || !options.includes(value)) return value;
      return t(`fields:option.${fieldName}.${value}`);
    },
    number: (value) => numbers.format(value),
    day,
    moment: (at) => `${moments.format(at)} UTC`,
    compare: new Intl.Collator(language).compare,
  };
}

/**
 * Words that nothing is put into are looked up once: an archive says the same hundred words on tens of
 * thousands of pages, and looking them up was a quarter of its time. Keys are ours, so they are few.
 */
function remembered(t: TFunction): TFunction {
  const known = new Map<unknown, unknown>();
  return new Proxy(t, {
    apply(target, self, args: Parameters<TFunction>) {
      if (args.length !== 1) return Reflect.apply(target, self, args);
      const [key] = args;
      let words = known.get(key);
      if (words === undefined) {
        words = Reflect.apply(target, self, args);
        known.set(key, words);
      }
      return words;
    },
  });
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
