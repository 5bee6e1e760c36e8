// What travels when a shared laptop is locked, handed over and come back to.
import { z } from 'zod';

/** A PIN as it is chosen and typed: four to eight digits. */
const pin = z.string().regex(/^\d{4,8}$/);

/** The PIN by which I come back in this browser. */
export const choosePinRequest = z.object({ pin });

/** Who comes back, and the PIN they chose here. */
export const comeBackRequest = z.object({ personId: z.string(), pin });

/** Somebody this browser lets back in. */
export const returningPersonView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
});

export type ReturningPersonView = z.infer<typeof returningPersonView>;
