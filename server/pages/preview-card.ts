// What the preview picture of a page says: what it is, how it is called, and the facts that matter.
// Pure; knows neither how it is drawn nor who asks.
import { createHash } from 'node:crypto';
import type { RecordView } from '../../shared/api/catalogue.ts';
import type { Brand } from '../../shared/brand.ts';
import type { Language } from '../../shared/language-choice.ts';
import { pickLanguage, type Signatory, type Tally, tally } from '../../shared/projection.ts';
import type { PageBrand, PageHead } from './layout.tsx';
import { tallyParts } from './signatories.tsx';
import type { PreviewOf } from './site.ts';
import { type Words, wordsOf } from './words.ts';

/** A preview picture in words. */
export interface PreviewCard {
  readonly language: Language;
  /** What kind of thing it is. */
  readonly kind: string;
  readonly title: string;
  /** A sentence, or nothing. */
  readonly text: string;
  /** Short, the most telling first. */
  readonly facts: readonly string[];
  /** Where it is from. */
  readonly hackathon: string;
  readonly brand: Brand;
}

/** Countries beyond these are counted, not named. */
const COUNTRIES_NAMED = 2;

/** The card of a record as it is now. */
export function recordCard(record: RecordView, language: Language): PreviewCard {
  const words = wordsOf(language);
  const summary = pickLanguage(record.fields.summary, [language, 'en']);
  return {
    language,
    kind: words.t(`catalogue:kind.${record.kind}`),
    title: record.title,
    text: summary === null ? '' : (summary.value as string),
    facts: factsOf(record, words),
    hackathon: record.hackathonName,
    brand: record.brand,
  };
}

/** The card of a hackathon's collective actions. */
export function actionsCard(
  hackathon: PageBrand,
  { count, counted }: { readonly count: number; readonly counted: Tally },
  language: Language,
): PreviewCard {
  const words = wordsOf(language);
  return {
    language,
    kind: words.t('catalogue:kinds.collective-action'),
    title: hackathon.name,
    text: words.t('catalogue:actions.count', { count }),
    facts: tallyWords(counted, words),
    hackathon: hackathon.name,
    brand: brandOf(hackathon),
  };
}

/** The card of the list of what a hackathon finished. */
export function hackathonCard(
  hackathon: PageBrand,
  /** Entries by kind. */
  kinds: Readonly<Record<string, number>>,
  language: Language,
): PreviewCard {
  const total = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const { t, number } = wordsOf(language);
  return {
    language,
    kind: t('catalogue:title'),
    title: hackathon.name,
    text: t('catalogue:found', { count: total, number: number(total) }),
    facts: Object.entries(kinds)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${t(`catalogue:kinds.${kind}`)} ${number(count)}`),
    hackathon: hackathon.name,
    brand: brandOf(hackathon),
  };
}

/** The picture of a page whose card this is. */
export function pictureOf(of: PreviewOf, card: PreviewCard): NonNullable<PageHead['picture']> {
  const { language, title } = card;
  return { place: { to: 'preview', of, language, version: cardVersion(card) }, alt: title };
}

/** Changes with whatever the picture shows. */
export function cardVersion(card: PreviewCard): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 12);
}

function brandOf({ accent, logoPath }: PageBrand): Brand {
  return { accent, logoPath };
}

function factsOf(record: RecordView, words: Words): string[] {
  const { kind, fields, countries } = record;
  const named = countries.slice(0, COUNTRIES_NAMED).map(words.country);
  const places =
    countries.length > COUNTRIES_NAMED
      ? [
          countWords(
            countries.length,
            words.t('catalogue:tally.countries', { count: countries.length }),
            words,
          ),
        ]
      : named;
  const choice = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [words.option(kind, name, value)] : [];
  };
  switch (kind) {
    case 'tool':
      return [...choice('licence'), ...choice('toolType'), ...choice('developmentStatus')];
    case 'use-case':
      return [...choice('scale'), ...places];
    case 'organisation':
      return [...choice('organisationKind'), ...places];
    case 'collective-action':
      return tallyWords(tally((fields.signatories ?? []) as readonly Signatory[]), words);
  }
}

function tallyWords(counted: Tally, words: Words): string[] {
  return tallyParts(counted, words).map(({ count, words: noun }) => countWords(count, noun, words));
}

function countWords(count: number, noun: string, words: Words): string {
  return `${words.number(count)} ${noun}`;
}
