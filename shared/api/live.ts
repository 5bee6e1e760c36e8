// What boards and control rooms receive; walls are in wall.ts. Times are ms since the epoch, by the server's clock.
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

/** Someone at work, as boards show it. */
const presenceView = z.object({
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
const boardEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document'), document: documentSummary }),
  z.object({ type: z.literal('presence'), documentId: z.string(), people: z.array(presenceView) }),
  /** Somebody wrote, resolved or reopened a note: whoever shows them reads them again. */
  z.object({ type: z.literal('notes'), documentId: z.string() }),
  z.object({ type: z.literal('team'), team: teamView }),
  /** Somebody was moved or taken off a team: whoever it is asks again what they are here. */
  z.object({ type: z.literal('member'), personId: z.string() }),
  z.object({ type: z.literal('announcements'), announcements: z.array(announcementView) }),
  z.object({ type: z.literal('hackathon'), hackathon: hackathonView }),
  z.object({ type: z.literal('reset') }),
]);

export type BoardEvent = z.infer<typeof boardEvent>;
