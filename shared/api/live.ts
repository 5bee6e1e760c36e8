// What boards, control rooms and walls receive. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { documentSummary } from './documents.ts';
import { announcementView, hackathonView } from './hackathons.ts';
import { kind } from './parts.ts';
import { teamView } from './teams.ts';

/** How a hackathon stands, in numbers nobody types. */
export const totalsView = z.object({
  drafts: z.record(kind, z.number()),
  finalised: z.record(kind, z.number()),
  teams: z.number(),
  people: z.number(),
  online: z.number(),
  countries: z.number(),
  signatories: z.number(),
  commitments: z.number(),
});

export type TotalsView = z.infer<typeof totalsView>;

/** The wall's whole screen: aggregates and names of teams only, never text of a draft. */
export const wallView = z.object({
  hackathon: hackathonView,
  totals: totalsView,
  /** Countries that signed or use, ISO 3166-1 alpha-2. */
  countries: z.array(z.string()),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      colour: z.string(),
      completeness: z.number(),
      documents: z.number(),
      finalised: z.number(),
      writing: z.number(),
    }),
  ),
  latest: z.array(
    z.object({
      id: z.string(),
      kind,
      title: z.string(),
      teamName: z.string().nullable(),
      finalisedAt: z.number(),
      revision: z.number(),
    }),
  ),
  collectiveActions: z.array(
    z.object({
      id: z.string(),
      number: z.number().nullable(),
      title: z.string(),
      countries: z.number(),
      organisations: z.number(),
      isFinalised: z.boolean(),
    }),
  ),
  announcement: announcementView.nullable(),
  joinCode: z.string().nullable(),
  joinUrl: z.string().nullable(),
  deadlineAt: z.number(),
  serverTime: z.number(),
});

export type WallView = z.infer<typeof wallView>;

/** Someone at work, as boards show it. */
export const presenceView = z.object({
  personId: z.string(),
  name: z.string(),
  colour: z.string(),
  teamId: z.string().nullable(),
  field: z.string().nullable(),
});

export type PresenceView = z.infer<typeof presenceView>;

/** The board of a hackathon: every team and document, and where the feed goes on from. */
export const boardView = z.object({
  hackathon: hackathonView,
  teams: z.array(teamView),
  documents: z.array(documentSummary),
  presence: z.record(z.string(), z.array(presenceView)),
  announcements: z.array(announcementView),
  /** Pass to the feed as `Last-Event-ID` or `?cursor=`. */
  cursor: z.string(),
  serverTime: z.number(),
});

export type BoardView = z.infer<typeof boardView>;

/** One change on a board, in the order of the feed. `reset`: the cursor is too old, read the board again. */
export const boardEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document'), document: documentSummary }),
  z.object({ type: z.literal('presence'), documentId: z.string(), people: z.array(presenceView) }),
  z.object({ type: z.literal('team'), team: teamView }),
  z.object({ type: z.literal('announcements'), announcements: z.array(announcementView) }),
  z.object({ type: z.literal('hackathon'), hackathon: hackathonView }),
  z.object({ type: z.literal('reset') }),
]);

export type BoardEvent = z.infer<typeof boardEvent>;
