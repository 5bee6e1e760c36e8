// What travels about "changed since you last looked". Times are ms since the epoch, by the server's
// clock.
import { z } from 'zod';

/** A root that others changed since I last looked at it. */
const changedRootView = z.object({
  root: z.string(),
  /** Up to where in the log I had seen it: what to ask the difference since. */
  sinceSeq: z.number(),
  /** The last first. An empty name: erased since; a null id: the server by itself. */
  people: z.array(z.object({ personId: z.string().nullable(), name: z.string(), at: z.number() })),
});

export type ChangedRootView = z.infer<typeof changedRootView>;

/** What changed in a document since I last looked. */
export const visitView = z.object({
  /** When I last had the document open; `null` the first time. */
  lookedAt: z.number().nullable(),
  changed: z.array(changedRootView),
});

export type VisitView = z.infer<typeof visitView>;

/** How far I have seen it. */
export const visitRequest = z.object({
  /** Changed roots I have not looked at yet; everything else I have now seen. */
  unseen: z.array(z.string().max(120)).max(1000),
});
