// Joining a team with a code and a name.
import { z } from '@hono/zod-openapi';
import { joinRequest } from '../../../shared/api/people.ts';
import { joinAnswer, joinView } from '../../../shared/api/session.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import { createThrottle } from '../../accounts/throttle.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { JoinCodeRow } from '../../hackathons/join-codes.ts';
import { languagesOf, toHackathonView, toTeamView } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import type { CookieOptions } from '../session-cookie.ts';
import { beginSession } from './session.ts';

interface JoinParts {
  readonly accounts: Accounts;
  readonly hackathons: Hackathons;
  readonly now: () => number;
}

/** Unknown codes per session at once, then one more every ten seconds. */
const WRONG_CODES = { burst: 20, refillMs: 10_000 };

/**
 * People of one team. Far more than sit at any table: a code that leaked is good for so many guests
 * and no more, and every list of people stays one that can be read.
 */
export const MAX_TEAM_MEMBERS = 1000;

const getJoin = defineRoute('public', {
  method: 'get',
  path: '/join/{code}',
  summary: 'What a join code opens',
  request: { params: z.object({ code: z.string().min(1).max(40) }) },
  responses: { 200: json(joinView, 'The hackathon and team.'), ...errors(404, 409, 410, 429) },
});

const join = defineRoute('public', {
  method: 'post',
  path: '/join',
  summary: 'Join a team; signs in as a guest when nobody is signed in',
  request: { body: { ...json(joinRequest), required: true } },
  responses: { 200: json(joinAnswer, 'Joined.'), ...errors(404, 409, 410, 422, 429) },
});

/** The routes of `/join`. */
export function joinRoutes(parts: JoinParts, doors: CookieOptions) {
  const { accounts, hackathons, now } = parts;
  const wrongCodes = createThrottle({ ...WRONG_CODES, now });

  /**
   * The code as typed, if it opens something. Guessing is limited per session; somebody without one
   * cannot be told from the four hundred others at this address (WS5), and faces 148 million codes.
   */
  function openCode(typed: string, sessionId: string | null) {
    let code: JoinCodeRow;
    try {
      code = hackathons.codes.resolve(typed);
    } catch (error) {
      const waitMs = sessionId === null ? 0 : wrongCodes.take(sessionId);
      if (waitMs === 0) throw error;
      throw new AppError(429, 'too_many_attempts', 'Too many wrong codes. Wait a little.', {
        waitMs,
      });
    }
    const hackathon = hackathons.get(code.hackathonId);
    if (hackathon === null) throw notFound('hackathon');
    if (hackathon.state === 'closed') {
      throw new AppError(409, 'hackathon_closed', 'This hackathon is over.');
    }
    return { code, hackathon };
  }

  return createRouter()
    .openapi(getJoin, (c) => {
      const { code, hackathon } = openCode(c.req.valid('param').code, c.get('sessionId'));
      const team = code.teamId === null ? null : hackathons.teams.get(code.teamId);
      return c.json(
        {
          code: code.code,
          hackathon: toHackathonView(hackathon),
          team: team === null ? null : toTeamView(team),
          teams: team === null ? hackathons.teams.list(hackathon.id).map(toTeamView) : [],
        },
        200,
      );
    })
    .openapi(join, async (c) => {
      const { code: typed, name, refuseTakenName, language, teamId: chosen } = c.req.valid('json');
      const { code, hackathon } = openCode(typed, c.get('sessionId'));
      const teamId = code.teamId ?? chosen;
      if (teamId === undefined) {
        throw new AppError(422, 'team_required', 'Pick one of the teams of this hackathon.');
      }
      const team = hackathons.teams.get(teamId);
      if (team === null || team.hackathonId !== hackathon.id) throw notFound('team');

      const actor = c.get('actor');
      const isMember = actor?.teams.some((one) => one.teamId === teamId) === true;
      if (!isMember && team.memberCount >= MAX_TEAM_MEMBERS) {
        throw new AppError(409, 'team_full', 'This team has no free seat. A facilitator can help.');
      }
      if (actor === null) {
        const members = hackathons.teams.members(teamId);
        if (refuseTakenName === true && members.some((one) => isSameName(one.name, name))) {
          throw new AppError(409, 'name_taken', 'Somebody in this team is called that already.');
        }
        const guest = accounts.people.createGuest({
          name,
          language: language ?? languagesOf(hackathon)[0] ?? 'en',
          takenColours: members.map(({ colour }) => colour),
        });
        hackathons.teams.addMember(teamId, guest.id);
        await beginSession(c, parts, doors, guest.id);
      } else {
        hackathons.teams.addMember(teamId, actor.personId);
      }
      return c.json({ hackathonId: hackathon.id, slug: hackathon.slug, teamId }, 200);
    });
}

/** Whether people at one table would take two names for one. */
function isSameName(one: string, other: string): boolean {
  const fold = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  return fold(one) === fold(other);
}
