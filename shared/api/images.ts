// What travels when a picture is uploaded.
import { z } from 'zod';
import { MAX_IMAGE_BYTES } from '../images.ts';

/** A picture's file; JSON like everything else that changes something (AC4). */
export const imageRequest = z.object({
  // A little more than is taken, so that a file just over the limit is answered in words.
  base64: z
    .base64()
    .min(1)
    .max(MAX_IMAGE_BYTES * 2),
});

/** Where a picture is to be seen from now on. */
export const imageAnswer = z.object({
  /** Whole, as it is written into a document. */
  address: z.string(),
  width: z.number(),
  height: z.number(),
});
