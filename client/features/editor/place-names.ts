// Countries and languages by name in the reader's language; the list of countries is its own chunk.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A country by its ISO 3166-1 alpha-2 code. */
export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Countries in the reader's language, sorted as it sorts. */
export interface Countries {
  readonly all: readonly Country[];
  /** The name, or the code while the list is on its way. */
  name(code: string): string;
}

interface CountryFile {
  readonly countries: Readonly<Record<string, string | readonly string[]>>;
}

const FILES: Readonly<Record<string, () => Promise<{ default: CountryFile }>>> = {
  en: () => import('i18n-iso-countries/langs/en.json'),
  fr: () => import('i18n-iso-countries/langs/fr.json'),
  es: () => import('i18n-iso-countries/langs/es.json'),
};

/** The countries of the world. */
export function useCountries(): Countries {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const { data } = useQuery({
    queryKey: ['countries', language],
    queryFn: async () => {
      const load = FILES[language];
      if (load === undefined) throw new Error(`There are no country names in ${language}.`);
      return readCountries((await load()).default, language);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? NONE;
}

const NONE: Countries = { all: [], name: (code) => code };

function readCountries({ countries }: CountryFile, language: string): Countries {
  const names = new Map(
    Object.entries(countries).map(([code, name]) => [
      code,
      typeof name === 'string' ? name : name[0],
    ]),
  );
  const { compare } = new Intl.Collator(language);
  return {
    all: [...names]
      .map(([code, name]) => ({ code, name: name ?? code }))
      .sort((first, second) => compare(first.name, second.name)),
    name: (code) => names.get(code) ?? code,
  };
}

/** ISO 639-1 codes. Which of them has a name is the browser's knowledge. */
const LANGUAGE_CODES =
  'aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'.split(
    ' ',
  );

/** Languages in the reader's language, sorted as it sorts. */
export function useLanguages(): { readonly all: readonly Country[]; name(tag: string): string } {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' });
    const { compare } = new Intl.Collator(language);
    const name = (tag: string) => {
      const found = names.of(tag) ?? tag;
      return found.charAt(0).toLocaleUpperCase(language) + found.slice(1);
    };
    // A code this browser has no name for helps nobody choose.
    const known = LANGUAGE_CODES.filter((code) => names.of(code) !== code);
    return {
      all: known
        .map((code) => ({ code, name: name(code) }))
        .sort((first, second) => compare(first.name, second.name)),
      name,
    };
  }, [language]);
}

/** A language's name in itself, for tabs: `français` reads best to those who write it. */
export function ownLanguageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
