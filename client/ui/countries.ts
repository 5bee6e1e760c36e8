// Countries by name in the reader's language; the list is its own chunk.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** A country by its ISO 3166-1 alpha-2 code. */
interface Country {
  readonly code: string;
  readonly name: string;
  /** What it is called besides, in the same language. */
  readonly others: readonly string[];
}

/** Countries in the reader's language, sorted as it sorts. */
interface Countries {
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
  const { compare } = new Intl.Collator(language);
  const all = Object.entries(countries)
    .map(([code, names]): Country => {
      const [name = code, ...others] = typeof names === 'string' ? [names] : names;
      return { code, name, others };
    })
    .sort((first, second) => compare(first.name, second.name));
  const byCode = new Map(all.map(({ code, name }) => [code, name]));
  return { all, name: (code) => byCode.get(code) ?? code };
}
