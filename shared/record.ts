// What a revision of a catalogue record holds, and how it is hashed. Knows neither SQL nor HTTP.
import type { Kind } from './kinds.ts';
import type { FieldValues } from './projection.ts';

/** The frozen content of a revision. Only plain values; no person, no address of this server. */
export interface RevisionContent {
  readonly kind: Kind;
  readonly title: string;
  readonly fields: FieldValues;
}

/** Who wrote which field: root name → person ids, first writer first. */
export type Contributors = Readonly<Record<string, readonly string[]>>;

/** Where a record stands. */
export type RecordState = 'published' | 'withdrawn' | 'merged';

/** What a revision's hash covers; `previousHash` is empty for the first and chains the rest. */
export interface HashedRevision {
  readonly recordId: string;
  readonly number: number;
  readonly content: RevisionContent;
  readonly contributors: Contributors;
  readonly finalisedAt: number;
  readonly previousHash: string;
}

/** JSON with sorted keys and no spaces, so that equal values give equal text (after RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([first], [second]) => (first < second ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** The text a revision's SHA-256 is taken of. */
export function hashedText(revision: HashedRevision): string {
  return canonicalJson(revision);
}

/** A record's address in the catalogue. */
export function recordPath(kind: Kind, slug: string): string {
  return `/catalogue/${kind}/${encodeURIComponent(slug)}`;
}
