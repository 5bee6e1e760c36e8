// What only the control room sees, and what facilitators tell everybody wherever they are. Times are
// ms since the epoch, by the server's clock.
import { z } from 'zod';
import { announcementView } from './hackathons.ts';

/** What stands for everybody in a hackathon, for screens that follow no board. */
export const noticesView = z.object({
  /** Urgent ones first, then the newest. */
  announcements: z.array(announcementView),
});

export type NoticesView = z.infer<typeof noticesView>;

/** An announcement with whom it has reached; taken down ones too. */
const reachView = announcementView.extend({
  endedAt: z.number().nullable(),
  /** People who have had it on their screen. */
  shownTo: z.number(),
  /** Of those who are here now. */
  shownToHere: z.number(),
  /** People who opened the document in the spotlight. */
  openedBy: z.number(),
  /** Screens of walls that have shown it since the server started; 0 once it is taken down. */
  shownOnWalls: z.number(),
});

export type ReachView = z.infer<typeof reachView>;

/** What the control room shows beside the board. */
export const controlView = z.object({
  /** Made by bots, to be taken away wholly. */
  isRehearsal: z.boolean(),
  /** People who look at the board or are in a document now. */
  peopleHere: z.number(),
  /** The latest, as a board orders them. */
  announcements: z.array(reachView),
});

export type ControlView = z.infer<typeof controlView>;

/** Which document everybody is asked to look at. */
export const spotlightRequest = z.object({ documentId: z.string().max(120) });

/** What an entry says, for somebody who reads it beside others; values as in `shared/projection.ts`. */
export const entryView = z.object({
  title: z.string(),
  fields: z.record(z.string(), z.unknown()),
});

/** A hackathon for bots. */
export const createRehearsalRequest = z.object({
  name: z.string().trim().min(1).max(120),
  startsAt: z.number().int(),
  endsAt: z.number().int(),
  languages: z.array(z.string().min(2).max(20)).min(1).max(30),
  teams: z.array(z.string().trim().min(1).max(80)).min(1).max(200),
});
