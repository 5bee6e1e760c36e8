// What travels about improving records: going on from one, and taking in what others published since.
import { z } from 'zod';

/** A record to go on with in a team of mine. */
export const improveRequest = z.object({
  teamId: z.string().max(120),
  /** Go on though others are improving it already. */
  alongside: z.boolean().optional(),
});

/** The document in which a record is improved. */
export const improveAnswer = z.object({ documentId: z.string(), created: z.boolean() });

/** Somebody at work on a record; the details of `already_improved`. */
export interface WorkInProgress {
  readonly documentId: string;
  readonly teamId: string;
  readonly teamName: string;
}

/** What was published since a document began to go on from a record; the details of `record_moved_on`. */
export interface NewerRevision {
  readonly revision: number;
  /** The revision the document goes on from. */
  readonly base: number;
  /** The record's address. */
  readonly path: string;
  readonly teamName: string | null;
  readonly hackathonName: string;
}

/** What became of a document that took in a newer revision. */
export const rebaseAnswer = z.object({
  revision: z.number(),
  /** Fields that follow the newer revision now. */
  taken: z.array(z.string()),
  /** Fields both sides changed: they stay as the document has them. */
  kept: z.array(z.string()),
});

export type RebaseAnswer = z.infer<typeof rebaseAnswer>;
