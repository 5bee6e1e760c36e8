// The people of a hackathon as its facilitators see them: who is here, who runs it, who is in which
// team, and a link for whoever forgot their password.
import { z } from '@hono/zod-openapi';
import {
  mergeTeamRequest,
  moveMemberRequest,
  rosterEntryView,
  teamView,
} from '../../../shared/api/teams.ts';
import { canResetPassword } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { toTeamView } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { AppError, forbidden, notFound } from '../errors.ts';
import { requireHackathon, requireTeam } from './hackathon-subjects.ts';

/** How long a link for a new password works, ms: it is handed over in person. */
const RESET_LINK_TTL_MS = 24 * 60 * 60 * 1000;

const byId = { params: z.object({ id: z.string().max(120) }) };
const byPerson = { params: z.object({ id: z.string().max(120), personId: z.string().max(120) }) };
const none = { 204: { description: 'Done.' } };

const listPeople = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/people',
  summary: 'Everybody in a hackathon',
  request: byId,
  responses: {
    200: json(z.object({ people: z.array(rosterEntryView) }), 'Facilitators first, then by name.'),
    ...errors(401, 403, 404),
  },
});

const createResetLink = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/people/{personId}/reset-link',
  summary: 'Make a one-time link with which somebody sets a new password',
  description: 'For people who reach nothing that I do not lead. An earlier link stops working.',
  request: byPerson,
  responses: {
    201: json(z.object({ url: z.string(), expiresAt: z.number() }), 'The link, shown this once.'),
    ...errors(401, 403, 404, 409),
  },
});

const removeFacilitator = defineRoute('hackathon:facilitate', {
  method: 'delete',
  path: '/hackathons/{id}/facilitators/{personId}',
  summary: 'Take the facilitation of a hackathon from somebody, or lay it down',
  request: byPerson,
  responses: { ...none, ...errors(401, 403, 404, 409) },
});

const removeMember = defineRoute('team:manage', {
  method: 'delete',
  path: '/teams/{id}/members/{personId}',
  summary: 'Take somebody out of a team; what they wrote stays',
  request: byPerson,
  responses: { ...none, ...errors(401, 403, 404) },
});

const moveMember = defineRoute('team:manage', {
  method: 'post',
  path: '/teams/{id}/members/{personId}/move',
  summary: 'Move somebody to another team of the hackathon',
  request: { ...byPerson, body: { ...json(moveMemberRequest), required: true } },
  responses: { ...none, ...errors(401, 403, 404, 409, 422) },
});

const mergeTeam = defineRoute('team:manage', {
  method: 'post',
  path: '/teams/{id}/merge',
  summary: 'Make one team of two: people, documents and join codes go to the other',
  request: { ...byId, body: { ...json(mergeTeamRequest), required: true } },
  responses: {
    200: json(teamView, 'The team that remains.'),
    ...errors(401, 403, 404, 409, 422),
  },
});

/** The routes of `/hackathons/:id/people`, `/facilitators` and `/teams/:id/members`. */
export function rosterRoutes(
  { accounts, hackathons }: { accounts: Accounts; hackathons: Hackathons },
  { publicUrl }: { publicUrl: () => string },
) {
  const { roster, memberships, audit } = hackathons;
  return createRouter()
    .openapi(listPeople, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const people = roster.list(hackathon.id).map((entry) => ({
        ...entry,
        teamIds: [...entry.teamIds],
        canReset: entry.hasAccount && canResetPassword(actor, accounts.actor(entry.personId)),
      }));
      return c.json({ people }, 200);
    })
    .openapi(createResetLink, (c) => {
      const { id, personId } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const entry = roster.get(hackathon.id, personId);
      if (entry === null) throw notFound('person');
      if (!entry.hasAccount) {
        throw new AppError(409, 'no_account', 'A guest has no password: join again with the code.');
      }
      if (!canResetPassword(actor, accounts.actor(personId))) {
        throw forbidden('This person has rights beyond yours: an administrator can help.');
      }
      const token = accounts.links.create('reset-password', {
        personId,
        ttlMs: RESET_LINK_TTL_MS,
      });
      audit.record({
        personId: actor.personId,
        hackathonId: hackathon.id,
        action: 'reset-link-created',
        subject: personId,
      });
      const { expiresAt } = accounts.links.peek(token)!;
      return c.json({ url: `${publicUrl()}/welcome/${token}`, expiresAt }, 201);
    })
    .openapi(removeFacilitator, (c) => {
      const { id, personId } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      roster.removeFacilitator(hackathon.id, personId, actor.personId, {
        evenLast: actor.isAdministrator,
      });
      return c.body(null, 204);
    })
    .openapi(removeMember, (c) => {
      const { id, personId } = c.req.valid('param');
      const { team, actor } = requireTeam(c, hackathons, 'manage', id);
      memberships.remove(team.id, personId, actor.personId);
      return c.body(null, 204);
    })
    .openapi(moveMember, (c) => {
      const { id, personId } = c.req.valid('param');
      const { team, actor } = requireTeam(c, hackathons, 'manage', id);
      memberships.move(personId, team.id, c.req.valid('json').toTeamId, actor.personId);
      return c.body(null, 204);
    })
    .openapi(mergeTeam, (c) => {
      const { team, actor } = requireTeam(c, hackathons, 'manage', c.req.valid('param').id);
      const { intoTeamId } = c.req.valid('json');
      return c.json(toTeamView(memberships.merge(team.id, intoTeamId, actor.personId)), 200);
    });
}
