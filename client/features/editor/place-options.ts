// Countries and languages as choices: by their names in the reader's language, found by those in any
// language of the form too, for whoever thinks in another one than they read in.
import { LANGUAGES } from '../../../shared/language-choice.ts';
import { useCountries } from '../../ui/countries.ts';
import { useForm } from './form-context.ts';
import type { PickerOption } from './picker-options.ts';
import { namesElsewhere, useLanguages } from './place-names.ts';

/** All of them, made when they are asked for, and the name of one. */
interface PlaceOptions {
  all(): readonly PickerOption[];
  name(code: string): string;
}

/** The countries of the world. */
export function useCountryOptions(): PlaceOptions {
  return useOptions('region', useCountries());
}

/** The languages of the world. */
export function useLanguageOptions(): PlaceOptions {
  return useOptions('language', useLanguages());
}

interface Names {
  readonly all: readonly { code: string; name: string; others?: readonly string[] }[];
  name(code: string): string;
}

function useOptions(type: 'region' | 'language', names: Names): PlaceOptions {
  const { languages } = useForm();
  const elsewhere = [...new Set([...LANGUAGES, ...languages])];
  return {
    all: () =>
      names.all.map(({ code, name, others = [] }) => ({
        id: code,
        label: name,
        alsoCalled: () => [...others, ...namesElsewhere(type, code, elsewhere)],
      })),
    name: names.name,
  };
}
