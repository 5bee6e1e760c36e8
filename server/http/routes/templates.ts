// How entries of a hackathon may begin.
import { z } from '@hono/zod-openapi';
import { replaceTemplatesRequest, templateView } from '../../../shared/api/hackathons.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireHackathon } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const templates = json(z.object({ templates: z.array(templateView) }), 'In the order of the menu.');

const listTemplates = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/templates',
  summary: 'How entries may begin',
  request: byId,
  responses: { 200: templates, ...errors(401, 404) },
});

const replaceTemplates = defineRoute('hackathon:facilitate', {
  method: 'put',
  path: '/hackathons/{id}/templates',
  summary: 'Say how entries may begin; what was begun stays as it is',
  request: { ...byId, body: { ...json(replaceTemplatesRequest), required: true } },
  responses: { 200: templates, ...errors(401, 403, 404, 422) },
});

/** The routes of `/hackathons/:id/templates`. */
export function templateRoutes({ hackathons }: { hackathons: Hackathons }) {
  return createRouter()
    .openapi(listTemplates, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'read', id);
      return c.json({ templates: hackathons.templates.list(hackathon.id) }, 200);
    })
    .openapi(replaceTemplates, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'facilitate', id);
      const wanted = c.req.valid('json').templates;
      const stored = hackathons.templates.replace(hackathon.id, wanted, actor.personId);
      return c.json({ templates: stored }, 200);
    });
}
