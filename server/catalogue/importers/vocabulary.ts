// Words of people for what is kept as an id: countries, languages, tags, options and licences, in
// English, French and Spanish. Built once, when first asked.
import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import type { Field } from '../../../shared/fields/field.ts';
import fieldsEn from '../../../shared/languages/en/fields.json' with { type: 'json' };
import fieldsEs from '../../../shared/languages/es/fields.json' with { type: 'json' };
import fieldsFr from '../../../shared/languages/fr/fields.json' with { type: 'json' };
import { normaliseName } from '../../../shared/normalise.ts';
import { TAG_IDS, tagLabel } from '../../../shared/tags.ts';

/** The words of fields, tags and options in each language. */
export const FIELD_WORDS = [fieldsEn, fieldsFr, fieldsEs] as const;

/** A word as it is looked up: no accents, case, punctuation, spaces or article. */
export function wordKey(word: string): string {
  return normaliseName(word).replace(/^the /, '').replaceAll(' ', '');
}

/** What lists of projects call countries and no standard does. */
const COUNTRY_NICKNAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  royaumeuni: 'GB',
  usa: 'US',
  us: 'US',
  etatsunis: 'US',
  eeuu: 'US',
  russia: 'RU',
  southkorea: 'KR',
  northkorea: 'KP',
  ivorycoast: 'CI',
  cotedivoire: 'CI',
  czechrepublic: 'CZ',
  macedonia: 'MK',
  drc: 'CD',
  democraticrepublicofthecongo: 'CD',
  republicofthecongo: 'CG',
  congo: 'CG',
  tanzania: 'TZ',
  bolivia: 'BO',
  venezuela: 'VE',
  iran: 'IR',
  syria: 'SY',
  laos: 'LA',
  moldova: 'MD',
  vietnam: 'VN',
  palestine: 'PS',
  brunei: 'BN',
  turkey: 'TR',
  swaziland: 'SZ',
  capeverde: 'CV',
  burma: 'MM',
  micronesia: 'FM',
  eastimor: 'TL',
  vaticancity: 'VA',
  holysee: 'VA',
  stmartin: 'MF',
  palestinestate: 'PS',
  caribbeannetherlands: 'BQ',
  sainthelena: 'SH',
  sainthelenaascensionandtristandacunha: 'SH',
};

/** A value that is made when first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const countryWords = once(() => {
  const words = new Map<string, string>();
  for (const list of [english, french, spanish]) {
    for (const [code, names] of Object.entries(
      list.countries as Record<string, string | string[]>,
    )) {
      for (const name of [names].flat()) {
        words.set(wordKey(name), code);
        // "Bolivia, Plurinational State of" is looked for as Bolivia, "Curaçao (…)" without the rest.
        const short = wordKey(name.replace(/[,(].*$/, ''));
        if (short !== '' && !words.has(short)) words.set(short, code);
      }
    }
  }
  for (const [word, code] of Object.entries(COUNTRY_NICKNAMES)) words.set(word, code);
  return words;
});

/** The ISO 3166-1 alpha-2 code of a country by code or name; `null` for no country. */
export function findCountry(word: string): string | null {
  const trimmed = word.trim();
  if (/^[A-Za-z]{2,3}$/.test(trimmed)) {
    const code = countries.toAlpha2(trimmed.toUpperCase());
    if (code !== undefined && countries.isValid(code)) return code;
  }
  const [beforeParenthesis = ''] = trimmed.split('(');
  const words = countryWords();
  return words.get(wordKey(trimmed)) ?? words.get(wordKey(beforeParenthesis)) ?? null;
}

const languageWords = once(() => {
  const words = new Map<string, string>();
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  for (const reader of ['en', 'fr', 'es']) {
    const names = new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' });
    for (const first of letters) {
      for (const second of letters) {
        const name = names.of(first + second);
        if (name === undefined) continue;
        words.set(first + second, first + second);
        // Deprecated codes (`iw`) have the names of today's; the first in the alphabet stays.
        if (!words.has(wordKey(name))) words.set(wordKey(name), first + second);
      }
    }
  }
  return words;
});

/** The ISO 639-1 code of a language by code, BCP 47 tag or name; `null` for no language. */
export function findLanguage(word: string): string | null {
  const [code = ''] = word.trim().toLowerCase().split(/[-_]/);
  const words = languageWords();
  if (/^[a-z]{2}$/.test(code) && words.has(code)) return code;
  return words.get(wordKey(word)) ?? null;
}

const tagWords = once(() => {
  const words = new Map<string, string>();
  for (const id of TAG_IDS) {
    for (const word of [
      id,
      tagLabel(id),
      ...FIELD_WORDS.map(({ tag }) => (tag as Record<string, string>)[id] ?? id),
    ]) {
      if (!words.has(wordKey(word))) words.set(wordKey(word), id);
    }
  }
  return words;
});

/** The vocabulary's tag of these words, or `null`: then it is somebody's own. */
export function findTag(word: string): string | null {
  return tagWords().get(wordKey(word)) ?? null;
}

/** What other lists call our options. */
const OPTION_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  toolType: {
    app: 'software',
    application: 'software',
    library: 'software',
    saas: 'platform',
    onlineservice: 'platform',
  },
  organisationKind: {
    government: 'national-government',
    gouvernement: 'national-government',
    gobierno: 'national-government',
    city: 'subnational-government',
    municipality: 'subnational-government',
    localgovernment: 'subnational-government',
    ville: 'subnational-government',
    ngo: 'civil-society',
    ong: 'civil-society',
    nonprofit: 'civil-society',
    association: 'civil-society',
    startup: 'company',
    university: 'academia',
    universite: 'academia',
    universidad: 'academia',
  },
  developmentStatus: { alpha: 'development', production: 'stable', released: 'stable' },
  platforms: { macos: 'mac', macosx: 'mac', osx: 'mac', browser: 'web', iphone: 'ios' },
  scale: { global: 'international', city: 'local', municipal: 'local' },
};

/** The id of an option by id or label; `null` when the field has none such. */
export function findOption(field: Field, word: string): string | null {
  if (!Array.isArray(field.options)) return null;
  const key = wordKey(word);
  const options = field.options as readonly string[];
  const direct = options.find((id) => wordKey(id) === key);
  if (direct !== undefined) return direct;
  for (const { option } of FIELD_WORDS) {
    const labels = (option as Record<string, Record<string, string>>)[field.name] ?? {};
    const found = Object.entries(labels).find(([, label]) => wordKey(label) === key);
    if (found !== undefined) return found[0];
  }
  return OPTION_WORDS[field.name]?.[key] ?? null;
}

/** Short forms that name one licence for sure. */
const LICENCE_NICKNAMES: Readonly<Record<string, string>> = {
  apache2: 'Apache-2.0',
  apache20: 'Apache-2.0',
  apachelicense20: 'Apache-2.0',
  apachelicenseversion20: 'Apache-2.0',
  mitlicense: 'MIT',
  expat: 'MIT',
  gnugplv3: 'GPL-3.0',
  gplv2orlater: 'GPL-2.0-or-later',
  gplv3orlater: 'GPL-3.0-or-later',
  gnuagplv3: 'AGPL-3.0',
  agplv3orlater: 'AGPL-3.0-or-later',
  lgplv21: 'LGPL-2.1',
  mpl2: 'MPL-2.0',
  mplv2: 'MPL-2.0',
  eupl: 'EUPL-1.2',
  cecill: 'CECILL-2.1',
  publicdomain: 'CC0-1.0',
  bsd: 'BSD-3-Clause',
};

const licenceWords = once(() => {
  // The list is CommonJS with half a megabyte of names: read when the first import needs it.
  const list = createRequire(import.meta.url)('spdx-license-list') as Record<
    string,
    { readonly name: string }
  >;
  const words = new Map<string, string>();
  for (const [id, { name }] of Object.entries(list)) words.set(wordKey(name), id);
  for (const id of Object.keys(list)) words.set(wordKey(id), id);
  for (const [word, id] of Object.entries(LICENCE_NICKNAMES))
    if (!words.has(word)) words.set(word, id);
  return words;
});

/**
 * An SPDX identifier or expression; `null` for a licence nobody listed. GPL-3.0 stays GPL-3.0: whether
 * later versions count is for a person to say.
 */
export function findLicence(typed: string): string | null {
  const whole = licenceOf(typed);
  if (whole !== null) return whole;
  const parts = typed.trim().split(/\s+(AND|OR|WITH)\s+/i);
  if (parts.length < 3) return null;
  const read = parts.map((part, place) => (place % 2 === 1 ? part.toUpperCase() : licenceOf(part)));
  return read.every((part) => part !== null) ? read.join(' ') : null;
}

function licenceOf(words: string): string | null {
  // The plus is of the licence's own name and no sign: `GPL-3.0+`.
  if (/^[al]?gpl/i.test(words) && words.endsWith('+')) {
    const least = licenceOf(words.slice(0, -1));
    return least === null ? null : `${least}-or-later`;
  }
  const key = wordKey(words);
  // `GPL-3`, `gpl v3.0`
  const [, family, version] = /^(agpl|lgpl|gpl)v?([123])0?$/.exec(key) ?? [];
  if (family !== undefined) return `${family.toUpperCase()}-${version}.0`;
  return licenceWords().get(key) ?? null;
}
