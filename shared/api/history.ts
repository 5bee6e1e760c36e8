// What travels about versions, differences and authorship. Times are ms since the epoch.
import { z } from 'zod';
import { SIGNATORY_KINDS, type SignatoryKind } from '../kinds.ts';

/** A version in a document's history. */
export const versionView = z.object({
  id: z.string(),
  cause: z.enum(['named', 'finalised', 'deadline', 'large-deletion', 'restored']),
  name: z.string(),
  at: z.number(),
  personName: z.string().nullable(),
});

export type VersionView = z.infer<typeof versionView>;

/** A run of a difference; its text keeps ids of the standard lists as ids. */
const diffRun = z.object({
  type: z.enum(['same', 'added', 'removed']),
  text: z.string(),
  /** A line about a signatory begins; one that stayed reads on into what became of its words. */
  party: z
    .object({
      kind: z.enum(SIGNATORY_KINDS as [SignatoryKind, ...SignatoryKind[]]),
      country: z.string().nullable(),
      organisation: z.string(),
      confirmed: z.boolean(),
      commitment: z.string(),
    })
    .optional(),
});

/** One field that differs between two versions, as words. */
export const fieldDiff = z.object({
  field: z.string(),
  language: z.string().nullable(),
  runs: z.array(diffRun),
});

export type FieldDiff = z.infer<typeof fieldDiff>;

/** Who wrote a root of a document, from the log. */
export const authorshipView = z.object({
  root: z.string(),
  /** Whose commitment it is, where it is that of a signatory the document has now. */
  party: z.object({ country: z.string().nullable(), organisation: z.string() }).optional(),
  people: z.array(
    z.object({
      personId: z.string().nullable(),
      name: z.string(),
      updates: z.number(),
      lastAt: z.number(),
    }),
  ),
});

export type AuthorshipView = z.infer<typeof authorshipView>;
