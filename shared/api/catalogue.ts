// What travels about records and revisions. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import type { FieldValues } from '../projection.ts';
import { kind } from './parts.ts';

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
  revision: z.number(),
  finalisedAt: z.number(),
  teamName: z.string().nullable(),
  hackathonName: z.string(),
  hackathonSlug: z.string(),
});

export type RecordSummary = z.infer<typeof recordSummary>;

export const recordPage = z.object({
  records: z.array(recordSummary),
  total: z.number(),
  /** Counts per kind of what the search found. */
  kinds: z.record(z.string(), z.number()),
  /** Counts per value of what the search found, the most frequent first; values can be passed back. */
  facets: z.object({
    countries: z.array(z.object({ value: z.string(), count: z.number() })),
    tags: z.array(z.object({ value: z.string(), count: z.number() })),
  }),
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
  revisions: z.array(z.object({ number: z.number(), finalisedAt: z.number(), hash: z.string() })),
  /** A newer text is being written. */
  isReopened: z.boolean(),
});

export type RecordView = z.infer<typeof recordView>;

/** What is left of a withdrawn record; `details` of `410 withdrawn`. */
export const recordTombstone = z.object({
  id: z.string(),
  kind,
  path: z.string(),
  title: z.string(),
  withdrawnAt: z.number(),
});

export type RecordTombstone = z.infer<typeof recordTombstone>;
