// What travels when somebody joins or comes back. Times are ms since the epoch, by the server's clock.
import { z } from 'zod';
import { hackathonView } from './hackathons.ts';
import { personView } from './people.ts';
import { teamView } from './teams.ts';

/** Who I am, as every page needs it. */
export const sessionView = z.object({
  person: personView.nullable(),
  /** Teams I am in, with their hackathon. */
  teams: z.array(z.object({ team: teamView, hackathon: hackathonView })),
  /** Hackathons I facilitate. */
  facilitates: z.array(hackathonView),
  /** This browser lets me back in with a PIN, so that it can be locked. */
  hasPin: z.boolean(),
  serverTime: z.number(),
});

export type SessionView = z.infer<typeof sessionView>;

/** What a join code opens, shown before a name is asked. */
export const joinView = z.object({
  code: z.string(),
  hackathon: hackathonView,
  /** `null`: the code is the hackathon's, and the person picks one of `teams`. */
  team: teamView.nullable(),
  teams: z.array(teamView),
});

export type JoinView = z.infer<typeof joinView>;

/** Where joining led. */
export const joinAnswer = z.object({
  hackathonId: z.string(),
  slug: z.string(),
  teamId: z.string(),
});
