// The form of every error answer.
import { z } from 'zod';

/** Every error answer. `code` is stable; `message` is English for developers; screens translate the code. */
export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

export type ErrorAnswer = z.infer<typeof errorAnswer>;
