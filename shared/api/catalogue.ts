// What travels about records and revisions. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { brand } from '../brand.ts';
import type { Kind } from '../kinds.ts';
import type { FieldValues } from '../projection.ts';
import { kind } from './parts.ts';

/**
 * What lists can be narrowed by, as the names of query parameters. `country` is any country a record
 * is about; the fields among them have the values of the field table.
 */
export const FACETS = [
  'hackathon',
  'country',
  'tag',
  'alive',
  'toolType',
  'licence',
  'developmentStatus',
  'platforms',
  'scale',
  'organisationKind',
  'theme',
] as const;

export type FacetName = (typeof FACETS)[number];

/** What a list is asked for, from the address of its page. */
export interface CatalogueSearch {
  readonly q: string;
  readonly kind: Kind | null;
  readonly facets: Readonly<Partial<Record<FacetName, string>>>;
  readonly cursor: string | null;
}

/** A record as lists show it. */
export const recordSummary = z.object({
  id: z.string(),
  kind,
  slug: z.string(),
  path: z.string(),
  title: z.string(),
  /** By language. */
  summary: z.record(z.string(), z.string()),
  countries: z.array(z.string()),
  tags: z.array(z.string()),
  /** Whether it was last found alive or gone; `unknown` while nobody has looked. */
  alive: z.enum(['alive', 'gone', 'unknown']),
  revision: z.number(),
  finalisedAt: z.number(),
  teamName: z.string().nullable(),
  hackathonName: z.string(),
  hackathonSlug: z.string(),
});

export type RecordSummary = z.infer<typeof recordSummary>;

/** One page of a search, with the facets to narrow it by. */
export const recordPage = z.object({
  records: z.array(recordSummary),
  total: z.number(),
  /** Counts per kind of what the search found. */
  kinds: z.record(z.string(), z.number()),
  /** Counts per value of what the search found, the most frequent first; values can be passed back. */
  facets: z.partialRecord(
    z.enum(FACETS),
    z.array(z.object({ value: z.string(), label: z.string(), count: z.number() })),
  ),
  /** Words nobody wrote, and what they were read as. */
  corrections: z.array(z.object({ typed: z.string(), read: z.string() })),
  nextCursor: z.string().nullable(),
});

export type RecordPage = z.infer<typeof recordPage>;

const contributorView = z.object({ name: z.string(), fields: z.array(z.string()) });

/** One revision of a record, whole. */
export const recordView = recordSummary.extend({
  state: z.enum(['published', 'withdrawn', 'merged']),
  // Said as any object: what a field's value looks like is the field table's business.
  fields: z.record(z.string(), z.unknown()) as unknown as z.ZodType<FieldValues>,
  hash: z.string(),
  previousHash: z.string(),
  contributors: z.array(contributorView),
  /** Where the relations of `fields` lead, by their reference (`record:<id>`). */
  related: z.record(z.string(), z.object({ path: z.string(), title: z.string(), kind })),
  /** Published records that name this one, and in which of their fields. */
  namedBy: z.array(z.object({ field: z.string(), path: z.string(), title: z.string(), kind })),
  /** Newest first. */
  revisions: z.array(
    z.object({
      number: z.number(),
      finalisedAt: z.number(),
      hash: z.string(),
      previousHash: z.string(),
      /** Where it was written; an entry may be improved elsewhere than it began. */
      hackathonName: z.string(),
      teamName: z.string().nullable(),
    }),
  ),
  /** Who last looked whether it is still alive; `null` while nobody has. */
  confirmation: z
    .object({ isAlive: z.boolean(), at: z.number(), personName: z.string(), note: z.string() })
    .nullable(),
  /** Records that were merged into this one. */
  mergedFrom: z.array(z.object({ id: z.string(), title: z.string(), revisions: z.number() })),
  /** A newer text is being written. */
  isReopened: z.boolean(),
  /** How its hackathon looks. */
  brand,
});

export type RecordView = z.infer<typeof recordView>;

/** What is left of a withdrawn record; `details` of `410 withdrawn`. */
const recordTombstone = z.object({
  id: z.string(),
  kind,
  path: z.string(),
  title: z.string(),
  withdrawnAt: z.number(),
});

export type RecordTombstone = z.infer<typeof recordTombstone>;

/** Two records become one; the one of the address leads to `intoId`. */
export const mergeRequest = z.object({ intoId: z.string().max(120) });

/** Why two alike records are not the same. */
export const tellApartRequest = z.object({
  otherId: z.string().max(120),
  reason: z.string().trim().min(1).max(500),
});

/** Whether what a record is about is still alive. */
export const confirmRequest = z.object({
  isAlive: z.boolean(),
  note: z.string().trim().max(500).default(''),
});

/** Where to read on after a decision. */
export const decisionAnswer = z.object({ path: z.string() });
