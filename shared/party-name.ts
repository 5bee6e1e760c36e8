// How a signatory of a collective action is called, in words the reader's side hands in. Pure.
import type { FieldDiff } from './api/history.ts';
import type { SignatoryKind } from './kinds.ts';

interface Party {
  readonly country: string | null;
  readonly organisation: string;
}

/** A government by its country, everybody else by their name; empty when there is neither. */
export function partyName(
  { country, organisation }: Party,
  countryName: (code: string) => string,
): string {
  if (organisation !== '') return organisation;
  return country === null ? '' : countryName(country);
}

interface PartyWords {
  country(code: string): string;
  kind(kind: SignatoryKind): string;
  readonly unconfirmed: string;
}

/** The line a difference has about a signatory: who it is, below it its promise where that is whole. */
export function partyLine(
  type: FieldDiff['runs'][number]['type'],
  party: NonNullable<FieldDiff['runs'][number]['party']>,
  words: PartyWords,
): string {
  const { kind, country, organisation, confirmed, commitment } = party;
  const who = [
    partyName(party, words.country),
    // A country's name says already that it is a government.
    ...(organisation === '' ? [] : [words.kind(kind)]),
    ...(organisation === '' || country === null ? [] : [words.country(country)]),
    ...(confirmed ? [] : [words.unconfirmed]),
  ].join(' · ');
  return type === 'same' || commitment !== '' ? `${who}\n${commitment}` : who;
}
