// Pieces that several requests and answers are made of.
import { z } from 'zod';
import { TARGETS } from '../fields/field.ts';
import { KINDS, type Kind } from '../kinds.ts';

/** A kind of entry. */
export const kind = z.enum(KINDS as [Kind, ...Kind[]]);

/** What a field can be needed for. */
export const target = z.enum(TARGETS as ['catalogue', 'toolbox', 'publiccode']);

/** How somebody wants to be called. */
export const personName = z.string().trim().min(1).max(80);

/** A password as it is chosen. */
export const password = z.string().min(10).max(200);

/** An e-mail address. */
export const email = z.email().max(200);

/** A field that is still wanted, and what for. */
export const missing = z.object({ field: z.string(), requiredFor: z.array(target) });
