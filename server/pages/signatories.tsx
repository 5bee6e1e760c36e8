/** @jsxImportSource hono/jsx */
// Who signed a collective action: the tally as a sentence, a map, governments, other parties and what
// each promises. The tally is counted from the list below it, never typed.
import { SIGNATORY_KINDS } from '../../shared/kinds.ts';
import { partyName } from '../../shared/party-name.ts';
import { type Signatory, type Tally, tally } from '../../shared/projection.ts';
import type { Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';
import { WorldMap } from './world-map.tsx';

/** "15 countries · 13 organisations · 4 commitments"; what there is none of is left out. */
export function tallyParts(
  { countries, parties, commitments }: Tally,
  words: Words,
): { count: number; words: string }[] {
  const organisations = SIGNATORY_KINDS.filter((kind) => kind !== 'government').reduce(
    (sum, kind) => sum + (parties[kind] ?? 0),
    0,
  );
  const { t } = words;
  const counted = [
    ['countries', countries],
    ['organisations', organisations],
    ['commitments', commitments],
  ] as const;
  // Most entries have none of them, and are spared the words.
  return counted.flatMap(([what, count]) =>
    count > 0 ? { count, words: t(`catalogue:tally.${what}`, { count }) } : [],
  );
}

/** The countries whose governments signed. */
export function signedCountries(signatories: readonly Signatory[]): string[] {
  return [
    ...new Set(
      signatories.flatMap(({ kind, country }) =>
        kind === 'government' && country !== null ? country : [],
      ),
    ),
  ];
}

/** The tally as large numbers, and the countries on a map; nothing where there is nobody. */
export function TallyAndMap({
  counted,
  countries,
  words,
}: {
  counted: Tally;
  countries: readonly string[];
  words: Words;
}) {
  const counts = tallyParts(counted, words);
  return (
    <>
      {counts.length > 0 && (
        <p class="tally">
          {counts.map(({ count, words: noun }) => (
            <span>
              <strong>{words.number(count)}</strong> {noun}
            </span>
          ))}
        </p>
      )}
      {countries.length > 0 && (
        <WorldMap
          countries={countries}
          label={words.t('catalogue:map', {
            names: countries.map(words.country).sort(words.compare).join(', '),
          })}
        />
      )}
    </>
  );
}

/** The section of a collective action's page. */
export function Signatories({
  signatories,
  site,
}: {
  signatories: readonly Signatory[];
  site: Site;
}) {
  const words = wordsOf(site.language);
  const { t } = words;
  if (signatories.length === 0) return null;
  const countries = signedCountries(signatories);
  const nameOf = (one: Signatory) => partyName(one, words.country);
  return (
    <section class="section">
      <h2>{words.field('signatories')}</h2>
      <TallyAndMap counted={tally(signatories)} countries={countries} words={words} />
      {SIGNATORY_KINDS.map((kind) => {
        const parties = signatories
          .filter((one) => one.kind === kind)
          .sort((first, second) => words.compare(nameOf(first), nameOf(second)));
        if (parties.length === 0) return null;
        return (
          <div class="parties">
            <h3>
              {t(`catalogue:signatories.${kind}`)} <span>{words.number(parties.length)}</span>
            </h3>
            <ul>
              {parties.map((one) => (
                <li class={one.commitment === '' ? undefined : 'promises'}>
                  <span dir="auto">{nameOf(one)}</span>
                  {one.organisation !== '' && one.country !== null && (
                    <span class="aside">{words.country(one.country)}</span>
                  )}
                  {!one.confirmed && <span class="aside">{t('catalogue:unconfirmed')}</span>}
                  {one.commitment !== '' && <blockquote dir="auto">{one.commitment}</blockquote>}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
