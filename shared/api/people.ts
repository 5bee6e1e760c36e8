// What travels about people, their sessions and the links given to them. Times are ms since the
// epoch, by the server's clock.
import { z } from 'zod';
import { email, password, personName } from './parts.ts';

export const personView = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.string(),
  language: z.string(),
  hasAccount: z.boolean(),
  isAdministrator: z.boolean(),
});

export type PersonView = z.infer<typeof personView>;

export const joinRequest = z.object({
  code: z.string().min(1).max(40),
  /** Ignored for a person already signed in. */
  name: personName,
  /** Answers `409 name_taken` when somebody in the team is called that; a person may insist. */
  refuseTakenName: z.boolean().optional(),
  teamId: z.string().optional(),
  language: z.string().max(20).optional(),
});

export const signInRequest = z.object({ email, password: z.string().min(1).max(200) });

/** Name and e-mail are for invitations; a link for a new password knows whose it is. */
export const claimLinkRequest = z.object({
  name: personName.optional(),
  email: email.optional(),
  password,
  /** Of the screens, for a new account. */
  language: z.string().max(20).optional(),
});

export const requestPasswordMail = z.object({ email });

export const updatePersonRequest = z.object({
  name: personName.optional(),
  language: z.string().max(20).optional(),
  /** Both or none: makes a guest an account to come back to. */
  email: email.optional(),
  password: password.optional(),
  /** Needed to change how an existing account signs in. */
  currentPassword: z.string().max(200).optional(),
});

/** A signed-in browser of mine. */
export const sessionRowView = z.object({
  id: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  expiresAt: z.number(),
  userAgent: z.string(),
  isCurrent: z.boolean(),
});

/** What a one-time link opens. */
export const linkView = z.object({
  purpose: z.enum(['first-facilitator', 'invite-facilitator', 'reset-password']),
  /** For an invitation: what one is invited to. */
  hackathonName: z.string().nullable(),
  /** For a new password: whose. */
  personName: z.string().nullable(),
  expiresAt: z.number(),
});
