// "Improve this entry": from a record to a document of one's own team that goes on from it, and taking
// in what others published of it meanwhile.
import { z } from '@hono/zod-openapi';
import { improveAnswer, improveRequest, rebaseAnswer } from '../../../shared/api/improvements.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Improvements } from '../../documents/improvements.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';
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

const rebase = defineRoute('document:write', {
  method: 'post',
  path: '/documents/{id}/rebase',
  summary: 'Take in what was published of its record since the document began',
  description:
    'Fields nobody touched here follow the newest revision; what both sides changed stays as it is here.',
  request: { params: z.object({ id: z.string().max(120) }) },
  responses: {
    200: json(rebaseAnswer, 'What was taken and what was kept.'),
    ...errors(401, 403, 404, 409),
  },
});

/** The routes of improvements. */
export function improvementRoutes({
  hackathons,
  documents,
  improvements,
}: {
  hackathons: Hackathons;
  documents: Documents;
  improvements: Improvements;
}) {
  return createRouter()
    .openapi(improve, (c) => {
      const { teamId, alongside } = c.req.valid('json');
      const { team, actor } = requireTeam(c, hackathons, 'create-document', teamId);
      const { id } = c.req.valid('param');
      return c.json(improvements.improve(id, team.id, actor.personId, { alongside }), 200);
    })
    .openapi(rebase, (c) => {
      const { id } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'write', id);
      return c.json(improvements.rebase(document, actor.personId), 200);
    });
}
