// "Improve this entry": from a record to a document of one's own team that goes on from it.
import { z } from '@hono/zod-openapi';
import { improveAnswer, improveRequest } from '../../../shared/api/imports.ts';
import type { Improvements } from '../../documents/improvements.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireTeam } from './hackathon-subjects.ts';

const improve = defineRoute('team:create-document', {
  method: 'post',
  path: '/records/{id}/improve',
  summary: 'Go on with a published record in a document of my team',
  description:
    '409 already_improved carries who is at it: [{documentId, teamId, teamName}]. Send alongside to go on all the same.',
  request: {
    params: z.object({ id: z.string().max(120) }),
    body: { ...json(improveRequest), required: true },
  },
  responses: {
    200: json(improveAnswer, 'The document; the one the team has open already, if there is one.'),
    ...errors(401, 403, 404, 409, 422),
  },
});

/** The route of improvements. */
export function improvementRoutes({
  hackathons,
  improvements,
}: {
  hackathons: Hackathons;
  improvements: Improvements;
}) {
  return createRouter().openapi(improve, (c) => {
    const { teamId, alongside } = c.req.valid('json');
    const { team, actor } = requireTeam(c, hackathons, 'create-document', teamId);
    const { id } = c.req.valid('param');
    return c.json(improvements.improve(id, team.id, actor.personId, { alongside }), 200);
  });
}
