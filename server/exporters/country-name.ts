// English names of countries, as the toolbox's Location attribute holds them.
import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

countries.registerLocale(english);

/** The English name of an ISO 3166-1 alpha-2 code; the code itself when it names no country. */
export function countryName(code: string): string {
  return countries.getName(code, 'en') ?? code;
}
