// The kinds of entries, and the kinds of parties that sign a collective action. Knows nothing of
// what an entry of a kind holds.

/** What a document is about. */
export type Kind = 'tool' | 'use-case' | 'organisation' | 'collective-action';

/** In the order the screens name them. */
export const KINDS: readonly Kind[] = ['tool', 'use-case', 'organisation', 'collective-action'];

/** Whether a word from outside is one of ours. */
export function isKind(value: string): value is Kind {
  return (KINDS as readonly string[]).includes(value);
}

/** What kind of party signs a collective action. */
export type SignatoryKind =
  | 'government'
  | 'subnational-government'
  | 'civil-society'
  | 'company'
  | 'academia'
  | 'international-body';

/** In the order the pages list them. */
export const SIGNATORY_KINDS: readonly SignatoryKind[] = [
  'government',
  'subnational-government',
  'civil-society',
  'company',
  'academia',
  'international-body',
];
