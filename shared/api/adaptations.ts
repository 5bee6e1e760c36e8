// What travels about beginning from what others wrote: another country's action, the tool one forks.
import { z } from 'zod';

/** What to begin from: `record:<id>` or `document:<id>`, of the kind of the document. */
export const adaptRequest = z.object({ from: z.string().max(140) });

/** What a document took over. */
export const adaptAnswer = z.object({
  /** Fields that were empty and follow the other entry now. */
  filled: z.array(z.string()),
  /** Fields that say something already: they stay as they are. */
  kept: z.array(z.string()),
});

export type AdaptAnswer = z.infer<typeof adaptAnswer>;
