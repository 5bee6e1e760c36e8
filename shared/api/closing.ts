// The end of a hackathon: how it went in sixty seconds, who contributed, and what each person can take
// home. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { brand } from '../brand.ts';
import { hackathonView } from './hackathons.ts';
import { totalsView } from './live.ts';
import { kind } from './parts.ts';

/** The hackathon as a film of equal frames; counts and places, no texts. */
const timeLapse = z.object({
  /** When each frame was; nights and breaks are cut short. Empty when nothing happened yet. */
  times: z.array(z.number()),
  teams: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      colour: z.string(),
      /** A digit per frame, 0 (quiet) to 9: how much was written. */
      activity: z.string(),
      /** A digit per frame: entries that entered the catalogue, 9 for more. */
      finalised: z.string(),
    }),
  ),
  /** Entries that entered the catalogue, by frame, the first first. */
  finalised: z.array(z.object({ frame: z.number(), kind, count: z.number() })),
  /** Countries as they lit up, the first first. */
  countries: z.array(z.object({ code: z.string(), frame: z.number() })),
});

export type TimeLapse = z.infer<typeof timeLapse>;

/** How a hackathon went: its film, its numbers and who contributed. */
export const closingView = z.object({
  hackathon: hackathonView,
  totals: totalsView,
  lapse: timeLapse,
  /** Who wrote what is in the catalogue, as its records name them; by team. */
  credits: z.array(z.object({ teamName: z.string().nullable(), names: z.array(z.string()) })),
  catalogueUrl: z.string(),
});

export type ClosingView = z.infer<typeof closingView>;

/** What somebody did in a hackathon, to print and to verify. */
export const receiptView = z.object({
  personId: z.string(),
  name: z.string(),
  hackathon: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    place: z.string(),
    startsAt: z.number(),
    endsAt: z.number(),
    timeZone: z.string(),
    ...brand.shape,
  }),
  teams: z.array(z.string()),
  /** Revisions in the catalogue that name this person, the first first. */
  entries: z.array(
    z.object({ kind, title: z.string(), url: z.string(), revision: z.number(), hash: z.string() }),
  ),
  /** What was in the catalogue by then. */
  issuedAt: z.number(),
  /** SHA-256 over the person, the hackathon, the time and the revisions' hashes, hexadecimal. */
  hash: z.string(),
  /** Where anybody can see that it is genuine. */
  verifyUrl: z.string(),
});

export type ReceiptView = z.infer<typeof receiptView>;
