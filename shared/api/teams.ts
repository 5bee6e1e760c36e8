// What travels about teams, their codes and their members. Times are ms since the epoch.
import { z } from 'zod';

/** A team, as everybody in the hackathon sees it. */
export const teamView = z.object({
  id: z.string(),
  hackathonId: z.string(),
  name: z.string(),
  colour: z.string(),
  handRaisedAt: z.number().nullable(),
  /** The facilitator who is on the way while the hand is up. */
  helper: z.object({ personId: z.string(), name: z.string() }).nullable(),
  extendedUntil: z.number().nullable(),
  memberCount: z.number(),
});

export type TeamView = z.infer<typeof teamView>;

/** A new team; its join code is made with it. */
export const createTeamRequest = z.object({ name: z.string().trim().min(1).max(80) });

/** What changes; what is left out stays. */
export const updateTeamRequest = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  handRaised: z.boolean().optional(),
  /** Whether I, a facilitator, am on the way to a raised hand. */
  onMyWay: z.boolean().optional(),
  extendedUntil: z.number().int().nullable().optional(),
});

/** A code that lets people in, and the address a QR code of it holds. */
export const joinCodeView = z.object({
  code: z.string(),
  teamId: z.string().nullable(),
  url: z.string(),
  createdAt: z.number(),
});

export type JoinCodeView = z.infer<typeof joinCodeView>;

/** Without a team the code is the hackathon's, and the person picks a team. */
export const createJoinCodeRequest = z.object({ teamId: z.string().nullable().default(null) });

/** Somebody in a team. */
export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  joinedAt: z.number(),
});

/** Somebody in a hackathon, as its facilitators see them. */
export const rosterEntryView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  hasAccount: z.boolean(),
  isFacilitator: z.boolean(),
  teamIds: z.array(z.string()),
  lastSeenAt: z.number().nullable(),
  /** Whether I may make a link with which they set a new password. */
  canReset: z.boolean(),
});

export type RosterEntryView = z.infer<typeof rosterEntryView>;

/** The team somebody goes to, within the hackathon. */
export const moveMemberRequest = z.object({ toTeamId: z.string() });

/** The team that takes people and documents over. */
export const mergeTeamRequest = z.object({ intoTeamId: z.string() });
