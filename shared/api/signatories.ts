// What travels about who speaks for a signatory and who confirmed it. Times are ms since the epoch, by
// the server's clock.
import { z } from 'zod';

/** What is known of one signatory beside what the document says. An empty name: erased since. */
const signatoryView = z.object({
  signatoryId: z.string(),
  /** Who speaks for it; `null` for nobody here. */
  person: z.object({ personId: z.string(), name: z.string() }).nullable(),
  /** Until when the link works that was sent to it and that nobody used yet; `null` for none. */
  linkUntil: z.number().nullable(),
  /** The last confirmation, whether or not it still holds for the words of now. */
  confirmation: z.object({ personName: z.string(), at: z.number() }).nullable(),
  /** I may confirm it. */
  mayConfirm: z.boolean(),
});

export type SignatoryView = z.infer<typeof signatoryView>;

/** The parties of a collective action, and who speaks for each. */
export const signatoriesView = z.object({
  signatories: z.array(signatoryView),
  /** I may say who speaks for a signatory. */
  mayAppoint: z.boolean(),
  /** I may make a link for a signatory's own person. */
  mayInvite: z.boolean(),
});

export type SignatoriesView = z.infer<typeof signatoriesView>;

/** Who speaks for a party from now on. */
export const appointRequest = z.object({
  /** `null`: nobody speaks for it any more. */
  personId: z.string().max(40).nullable(),
});
