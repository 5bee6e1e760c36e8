// What publiccode.yml 0.7 asks of a tool beyond a field being filled: parts in one language, lengths,
// and what one choice makes another field. The exporter's check has the last word.
import { countGraphemes } from './graphemes.ts';
import {
  type FieldValues,
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
} from './projection.ts';
import { type RichNode, richToPlain } from './rich-text.ts';

/** Shortest `longDescription`, in graphemes. */
export const MIN_LONG_DESCRIPTION = 150;

/**
 * - `together`: summary, description and features are there, but in no language all three.
 * - `too-short`: a description of fewer graphemes than `MIN_LONG_DESCRIPTION`.
 * - `contact`: `internal` and `community` maintenance names who, which is the developer.
 * - `contractor`: `contract` maintenance names a contractor and an end, which no field holds.
 */
export type PubliccodeLack = 'together' | 'too-short' | 'contact' | 'contractor';

/** The parts of a description that the format wants in each language. */
const PARTS = ['summary', 'description', 'features'] as const;

/** What the filled fields of a tool still lack, by field; empty fields are no business of this. */
export function publiccodeLacks(fields: FieldValues): Map<string, PubliccodeLack> {
  const lacks = new Map<string, PubliccodeLack>();
  const texts = PARTS.map((part) => (fields[part] ?? {}) as LocalisedValue);
  const has = (language: string) => texts.map((text) => !isEmptyValue(text[language]));
  const languages = [...new Set(texts.flatMap((text) => Object.keys(text)))].sort();
  const whole = languages.filter((language) => has(language).every(Boolean));
  if (whole.length === 0 && PARTS.every((part) => !isEmptyValue(fields[part]))) {
    const [nearest] = languages.sort((first, second) => count(has(second)) - count(has(first)));
    PARTS.forEach((part, index) => {
      if (nearest !== undefined && !has(nearest)[index]) lacks.set(part, 'together');
    });
  }
  const long = (fields.description ?? {}) as LocalisedValue;
  if (whole.some((language) => lengthOf(long[language]) < MIN_LONG_DESCRIPTION)) {
    lacks.set('description', 'too-short');
  }
  const type = fields.maintenanceType;
  if (type === 'contract') lacks.set('maintenanceType', 'contractor');
  if ((type === 'internal' || type === 'community') && isEmptyValue(fields.developer)) {
    lacks.set('developer', 'contact');
  }
  return lacks;
}

function lengthOf(value: PlainValue | undefined): number {
  return countGraphemes(richToPlain((value ?? []) as readonly RichNode[]).trim());
}

function count(parts: readonly boolean[]): number {
  return parts.filter(Boolean).length;
}
