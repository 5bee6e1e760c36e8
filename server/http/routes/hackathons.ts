// Hackathons as participants see them and as facilitators run them: settings, teams, invitations,
// audit. Codes, wall links and announcements are in hackathon-access.ts.
import { z } from '@hono/zod-openapi';
import {
  auditView,
  copyHackathonRequest,
  createHackathonRequest,
  hackathonView,
  replaceLogoRequest,
  replaceStagesRequest,
  updateHackathonRequest,
} from '../../../shared/api/hackathons.ts';
import {
  createTeamRequest,
  memberView,
  teamView,
  updateTeamRequest,
} from '../../../shared/api/teams.ts';
import { can } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Lifecycle } from '../../documents/lifecycle.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { toHackathonView, toTeamView } from '../../hackathons/rows.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';
import { hackathonAccessRoutes } from './hackathon-access.ts';
import { requireHackathon, requireTeam } from './hackathon-subjects.ts';

interface HackathonParts {
  readonly accounts: Accounts;
  readonly hackathons: Hackathons;
  readonly lifecycle: Lifecycle;
}

interface HackathonDoors {
  readonly publicUrl: () => string;
}

const byId = { params: z.object({ id: z.string().max(120) }) };

const listHackathons = defineRoute('signed-in', {
  method: 'get',
  path: '/hackathons',
  summary: 'Hackathons I take part in or facilitate',
  responses: {
    200: json(z.object({ hackathons: z.array(hackathonView) }), 'The newest first.'),
    ...errors(401),
  },
});

const createHackathon = defineRoute('server:create-hackathon', {
  method: 'post',
  path: '/hackathons',
  summary: 'Create a hackathon with its teams and their join codes',
  request: { body: { ...json(createHackathonRequest), required: true } },
  responses: { 201: json(hackathonView, 'Created.'), ...errors(401, 403, 409, 422) },
});

const copyHackathon = defineRoute('server:create-hackathon', {
  method: 'post',
  path: '/hackathons/{id}/copy',
  summary: 'Create another hackathon like one: teams without people, stages, settings',
  request: { ...byId, body: { ...json(copyHackathonRequest), required: true } },
  responses: { 201: json(hackathonView, 'Created.'), ...errors(401, 403, 404, 422) },
});

const getHackathon = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}',
  summary: 'A hackathon, by id or slug',
  request: byId,
  responses: { 200: json(hackathonView, 'The hackathon.'), ...errors(401, 404) },
});

const updateHackathon = defineRoute('hackathon:facilitate', {
  method: 'patch',
  path: '/hackathons/{id}',
  summary: 'Change the settings of a hackathon, freeze, open or close it',
  request: { ...byId, body: { ...json(updateHackathonRequest), required: true } },
  responses: { 200: json(hackathonView, 'As it is now.'), ...errors(401, 403, 404, 422) },
});

const replaceStages = defineRoute('hackathon:facilitate', {
  method: 'put',
  path: '/hackathons/{id}/stages',
  summary: 'Divide the time of a hackathon; each end keeps a snapshot of what is open',
  request: { ...byId, body: { ...json(replaceStagesRequest), required: true } },
  responses: { 200: json(hackathonView, 'As it is now.'), ...errors(401, 403, 404, 422) },
});

const replaceLogo = defineRoute('hackathon:facilitate', {
  method: 'put',
  path: '/hackathons/{id}/logo',
  summary: 'Give a hackathon its picture, or take it away',
  request: { ...byId, body: { ...json(replaceLogoRequest), required: true } },
  responses: { 200: json(hackathonView, 'As it is now.'), ...errors(401, 403, 404, 422) },
});

const getLogo = defineRoute('public', {
  method: 'get',
  path: '/hackathons/{id}/logo/{hash}',
  summary: 'The picture of a hackathon, as walls and join pages show it',
  request: { params: z.object({ id: z.string().max(120), hash: z.string().max(64) }) },
  responses: {
    200: { content: { 'image/png': { schema: z.string() } }, description: 'One version of it.' },
    ...errors(404),
  },
});

const createTeam = defineRoute('hackathon:create-team', {
  method: 'post',
  path: '/hackathons/{id}/teams',
  summary: 'Add a team; it gets a join code',
  request: { ...byId, body: { ...json(createTeamRequest), required: true } },
  responses: { 201: json(teamView, 'Created.'), ...errors(401, 403, 404, 409, 422) },
});

const updateTeam = defineRoute('team:manage', {
  method: 'patch',
  path: '/teams/{id}',
  summary: 'Raise or lower the hand (members); rename, extend, be on the way (facilitators)',
  request: { ...byId, body: { ...json(updateTeamRequest), required: true } },
  responses: { 200: json(teamView, 'As it is now.'), ...errors(401, 403, 404, 409, 422) },
});

const listMembers = defineRoute('team:read', {
  method: 'get',
  path: '/teams/{id}/members',
  summary: 'Who is in a team',
  request: byId,
  responses: {
    200: json(z.object({ members: z.array(memberView) }), 'In the order they joined.'),
    ...errors(401, 404),
  },
});

const inviteFacilitator = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/facilitator-invitations',
  summary: 'Make a one-time link that makes somebody a facilitator',
  request: byId,
  responses: {
    201: json(z.object({ url: z.string() }), 'The link, shown this once.'),
    ...errors(401, 403, 404),
  },
});

const listAudit = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/audit',
  summary: 'What facilitators decided',
  request: {
    ...byId,
    query: z.object({ before: z.coerce.number().int().positive().optional() }),
  },
  responses: {
    200: json(z.object({ entries: z.array(auditView) }), 'Newest first, 200 at most.'),
    ...errors(401, 403, 404),
  },
});

/** The routes of `/hackathons` and `/teams`. */
export function hackathonRoutes(parts: HackathonParts, doors: HackathonDoors) {
  const { accounts, hackathons, lifecycle } = parts;
  return createRouter()
    .openapi(listHackathons, (c) => {
      const actor = requireActor(c);
      const mine = hackathons
        .list()
        .filter(({ id, state }) => can(actor, 'read', { type: 'hackathon', id, state }));
      return c.json({ hackathons: mine.map(toHackathonView) }, 200);
    })
    .openapi(createHackathon, (c) => {
      const actor = requireActor(c);
      if (!can(actor, 'create-hackathon', { type: 'server' })) throw forbidden();
      const hackathon = hackathons.create(c.req.valid('json'), actor.personId);
      return c.json(toHackathonView(hackathon), 201);
    })
    .openapi(copyHackathon, (c) => {
      const actor = requireActor(c);
      if (!can(actor, 'create-hackathon', { type: 'server' })) throw forbidden();
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', id);
      const copied = hackathons.copy(hackathon.id, c.req.valid('json'), actor.personId);
      return c.json(toHackathonView(copied), 201);
    })
    .openapi(getHackathon, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      return c.json(toHackathonView(hackathon), 200);
    })
    .openapi(updateHackathon, (c) => {
      const { hackathon, actor } = requireHackathon(
        c,
        hackathons,
        'facilitate',
        c.req.valid('param').id,
      );
      const change = c.req.valid('json');
      const isClosed = hackathon.state === 'closed';
      const reopens = isClosed && change.state !== undefined && change.state !== 'closed';
      if (reopens && !can(actor, 'administer', { type: 'server' })) {
        throw forbidden('A closed hackathon is reopened by an administrator.');
      }
      const updated = hackathons.update(hackathon.id, change, actor.personId);
      // After the change: from here on nobody writes, so the snapshot is the last word.
      if (!isClosed && updated.state === 'closed') lifecycle.snapshotOpen(hackathon.id);
      return c.json(toHackathonView(updated), 200);
    })
    .openapi(replaceStages, (c) => {
      const { hackathon, actor } = requireHackathon(
        c,
        hackathons,
        'facilitate',
        c.req.valid('param').id,
      );
      hackathons.stages.replace(hackathon.id, c.req.valid('json').stages, actor.personId);
      return c.json(toHackathonView(hackathons.get(hackathon.id)!), 200);
    })
    .openapi(replaceLogo, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const { png } = c.req.valid('json');
      const bytes = png === null ? null : Buffer.from(png, 'base64');
      hackathons.logos.replace(hackathon.id, bytes, actor.personId);
      return c.json(toHackathonView(hackathons.get(hackathon.id)!), 200);
    })
    .openapi(getLogo, (c) => {
      const { id, hash } = c.req.valid('param');
      const png = hackathons.logos.get(id, hash);
      if (png === null) throw notFound('picture');
      // The hash is in the address: what is behind it never changes.
      const headers = {
        'Content-Type': 'image/png',
        'Cache-Control': 'public, max-age=31536000, immutable',
      };
      return c.body(new Uint8Array(png), 200, headers);
    })
    .openapi(createTeam, (c) => {
      const { hackathon, actor } = requireHackathon(
        c,
        hackathons,
        'create-team',
        c.req.valid('param').id,
      );
      const team = hackathons.teams.create(hackathon.id, c.req.valid('json'), actor.personId);
      hackathons.codes.create(hackathon.id, { teamId: team.id }, actor.personId);
      return c.json(toTeamView(team), 201);
    })
    .openapi(updateTeam, (c) => {
      const { team, actor, subject } = requireTeam(c, hackathons, 'read', c.req.valid('param').id);
      const { handRaised, ...managed } = c.req.valid('json');
      if (handRaised !== undefined && !can(actor, 'raise-hand', subject)) throw forbidden();
      const isManaged = Object.values(managed).some((value) => value !== undefined);
      if (isManaged && !can(actor, 'manage', subject)) throw forbidden();
      const change = { handRaised, ...managed };
      return c.json(toTeamView(hackathons.teams.update(team.id, change, actor.personId)), 200);
    })
    .openapi(listMembers, (c) => {
      const { team } = requireTeam(c, hackathons, 'read', c.req.valid('param').id);
      return c.json({ members: hackathons.teams.members(team.id) }, 200);
    })
    .openapi(inviteFacilitator, (c) => {
      const { hackathon, actor } = requireHackathon(
        c,
        hackathons,
        'facilitate',
        c.req.valid('param').id,
      );
      const token = accounts.links.create('invite-facilitator', { hackathonId: hackathon.id });
      hackathons.audit.record({
        personId: actor.personId,
        hackathonId: hackathon.id,
        action: 'facilitator-invited',
        subject: hackathon.id,
      });
      return c.json({ url: `${doors.publicUrl()}/welcome/${token}` }, 201);
    })
    .openapi(listAudit, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', c.req.valid('param').id);
      const beforeSeq = c.req.valid('query').before;
      const entries = hackathons.audit.list(hackathon.id, { beforeSeq }).map((row) => ({
        ...row,
        detail: JSON.parse(row.detail) as Record<string, unknown>,
      }));
      return c.json({ entries }, 200);
    })
    .route('/', hackathonAccessRoutes(parts, doors));
}
