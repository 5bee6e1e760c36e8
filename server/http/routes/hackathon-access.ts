// How people get into a hackathon: join codes; and what is announced to them. Walls are in walls.ts.
import { z } from '@hono/zod-openapi';
import { announcementView, createAnnouncementRequest } from '../../../shared/api/hackathons.ts';
import { createJoinCodeRequest, joinCodeView } from '../../../shared/api/teams.ts';
import { toAnnouncementView } from '../../hackathons/announcements.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { JoinCodeRow } from '../../hackathons/join-codes.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';
import { notFound } from '../errors.ts';
import { requireAnnouncement, requireHackathon } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const none = { 204: { description: 'Done.' } };

const listCodes = defineRoute('hackathon:facilitate', {
  method: 'get',
  path: '/hackathons/{id}/codes',
  summary: 'Join codes that work',
  request: byId,
  responses: {
    200: json(z.object({ codes: z.array(joinCodeView) }), "The hackathon's own first."),
    ...errors(401, 403, 404),
  },
});

const createCode = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/hackathons/{id}/codes',
  summary: 'Make a join code for a team or for the whole hackathon',
  request: { ...byId, body: { ...json(createJoinCodeRequest), required: true } },
  responses: { 201: json(joinCodeView, 'Created.'), ...errors(401, 403, 404, 422) },
});

const rotateCode = defineRoute('hackathon:facilitate', {
  method: 'post',
  path: '/codes/{code}/rotate',
  summary: 'Put a new join code in the place of one that leaked; who joined stays in',
  request: { params: z.object({ code: z.string().max(40) }) },
  responses: { 201: json(joinCodeView, 'The new one.'), ...errors(401, 403, 404, 410) },
});

const revokeCode = defineRoute('hackathon:facilitate', {
  method: 'delete',
  path: '/codes/{code}',
  summary: 'Make a join code useless; who joined stays in',
  request: { params: z.object({ code: z.string().max(40) }) },
  responses: { ...none, ...errors(401, 403, 404) },
});

const announce = defineRoute('hackathon:announce', {
  method: 'post',
  path: '/hackathons/{id}/announcements',
  summary: 'Say something to everyone',
  request: { ...byId, body: { ...json(createAnnouncementRequest), required: true } },
  responses: { 201: json(announcementView, 'Announced.'), ...errors(401, 403, 404, 422) },
});

const endAnnouncement = defineRoute('hackathon:announce', {
  method: 'delete',
  path: '/announcements/{id}',
  summary: 'Take an announcement off the screens',
  request: byId,
  responses: { ...none, ...errors(401, 403, 404) },
});

/** The routes of codes and announcements. */
export function hackathonAccessRoutes(
  { hackathons }: { hackathons: Hackathons },
  { publicUrl }: { publicUrl: () => string },
) {
  const { codes, announcements } = hackathons;
  const toCodeView = ({ code, teamId, createdAt }: JoinCodeRow) => ({
    code,
    teamId,
    url: `${publicUrl()}/join/${code}`,
    createdAt,
  });

  return createRouter()
    .openapi(listCodes, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'facilitate', id);
      return c.json({ codes: codes.list(hackathon.id).map(toCodeView) }, 200);
    })
    .openapi(createCode, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const { teamId } = c.req.valid('json');
      if (teamId !== null && hackathons.teams.get(teamId)?.hackathonId !== hackathon.id) {
        throw notFound('team');
      }
      return c.json(toCodeView(codes.create(hackathon.id, { teamId }, actor.personId)), 201);
    })
    .openapi(rotateCode, (c) => {
      requireActor(c);
      const code = codes.get(c.req.valid('param').code);
      if (code === null) throw notFound('code');
      const { actor } = requireHackathon(c, hackathons, 'facilitate', code.hackathonId);
      return c.json(toCodeView(codes.rotate(code.code, actor.personId)), 201);
    })
    .openapi(revokeCode, (c) => {
      requireActor(c);
      const code = codes.get(c.req.valid('param').code);
      if (code === null) throw notFound('code');
      const { actor } = requireHackathon(c, hackathons, 'facilitate', code.hackathonId);
      codes.revoke(code.code, actor.personId);
      return c.body(null, 204);
    })
    .openapi(announce, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'announce', id);
      const { text, isUrgent } = c.req.valid('json');
      const row = announcements.create(hackathon.id, text, actor.personId, { isUrgent });
      return c.json(toAnnouncementView(row), 201);
    })
    .openapi(endAnnouncement, (c) => {
      const { id } = c.req.valid('param');
      const { announcement, actor } = requireAnnouncement(c, hackathons, 'announce', id);
      announcements.end(announcement.id, actor.personId);
      return c.body(null, 204);
    });
}
