// What travels about commitments one speaks for: the link that makes somebody the person of a
// signatory, and what that person sees and confirms. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { SIGNATORY_KINDS } from '../kinds.ts';
import { personName } from './parts.ts';

/** A signatory as it is named: a government by its country, everybody else by their name. */
const party = {
  kind: z.enum(SIGNATORY_KINDS),
  country: z.string().nullable(),
  organisation: z.string(),
  /** Of the collective action. */
  title: z.string(),
  hackathonName: z.string(),
};

/** A link as it is handed over, once. */
export const signatoryLinkAnswer = z.object({ url: z.string(), expiresAt: z.number() });

/** What such a link opens. */
export const signatoryLinkView = z.object({
  ...party,
  /** Who made it; empty: erased since. */
  invitedBy: z.string(),
  expiresAt: z.number(),
});

/** Whoever opens the link, where nobody is signed in. */
export const claimSignatoryLinkRequest = z.object({
  /** For somebody who is not signed in; ignored otherwise. */
  name: personName.optional(),
  language: z.string().max(20).optional(),
});

/** One commitment I speak for. */
export const commitmentView = z.object({
  ...party,
  documentId: z.string(),
  signatoryId: z.string(),
  /** What the collective action is, in a language it has. */
  description: z.object({ language: z.string(), text: z.string() }).nullable(),
  /** The words to confirm. */
  commitment: z.string(),
  isConfirmed: z.boolean(),
  /** The last confirmation, whether or not it holds for the words of now. */
  confirmation: z.object({ personName: z.string(), at: z.number() }).nullable(),
  /** Not while a reviewer has it or after it was finalised for good. */
  mayConfirm: z.boolean(),
});

export type CommitmentView = z.infer<typeof commitmentView>;

/** The words that were read, so that no others are confirmed. */
export const confirmCommitmentRequest = z.object({
  /** The words as I read them: others are not confirmed with them. */
  commitment: z.string().max(100_000),
});
