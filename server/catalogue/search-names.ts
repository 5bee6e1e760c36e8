// What a record is called in our languages beside its own words: its countries, tags and options, so
// that "lanceurs d’alerte" finds what was tagged in English. Pure.
import type { Tag } from '../../shared/document.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { LANGUAGES } from '../../shared/language-choice.ts';
import en from '../../shared/languages/en/fields.json' with { type: 'json' };
import es from '../../shared/languages/es/fields.json' with { type: 'json' };
import fr from '../../shared/languages/fr/fields.json' with { type: 'json' };
import type { FieldValues } from '../../shared/projection.ts';
import { countriesOf } from './facets.ts';

interface FieldWords {
  readonly option: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly tag: Readonly<Record<string, string>>;
}

const WORDS: readonly FieldWords[] = [en, fr, es];

const REGIONS = LANGUAGES.map(
  (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }),
);

/** Words to search by; each name once. */
export function searchNames(kind: Kind, fields: FieldValues): string {
  const names = new Set<string>();
  for (const code of countriesOf(fields)) {
    if (!/^[A-Z]{2}$/.test(code)) continue;
    for (const regions of REGIONS) names.add(regions.of(code) ?? code);
  }
  for (const { id } of (fields.tags as readonly Tag[] | undefined) ?? []) {
    for (const { tag } of WORDS) if (Object.hasOwn(tag, id)) names.add(tag[id]!);
  }
  for (const { name, type } of FIELDS[kind]) {
    if (type !== 'choice' && type !== 'set') continue;
    const value = fields[name];
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) {
      for (const { option } of WORDS) {
        const words = typeof one === 'string' ? option[name]?.[one] : undefined;
        if (words !== undefined) names.add(words);
      }
    }
  }
  return [...names].join('\n');
}
