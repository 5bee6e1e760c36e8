// "Changed since you last looked" over HTTP.
import { z } from '@hono/zod-openapi';
import { fieldDiff } from '../../../shared/api/history.ts';
import { visitRequest, visitView } from '../../../shared/api/visits.ts';
import type { Documents } from '../../documents/documents.ts';
import type { Versions } from '../../documents/versions.ts';
import type { Visits } from '../../documents/visits.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { requireDocument } from './document-subjects.ts';

interface VisitParts {
  readonly documents: Documents;
  readonly versions: Versions;
  readonly visits: Visits;
}

const byId = { params: z.object({ id: z.string().max(120) }) };

const readVisit = defineRoute('document:read-history', {
  method: 'get',
  path: '/documents/{id}/visit',
  summary: 'What others changed since I last looked at a document',
  request: byId,
  responses: { 200: json(visitView, 'By root.'), ...errors(401, 404) },
});

const noteVisit = defineRoute('document:read', {
  method: 'post',
  path: '/documents/{id}/visit',
  summary: 'Say that I have now seen a document, but for some roots',
  request: { ...byId, body: { ...json(visitRequest), required: true } },
  responses: { 204: { description: 'Noted.' }, ...errors(401, 404, 422) },
});

const diffSince = defineRoute('document:read-history', {
  method: 'get',
  path: '/documents/{id}/diff-since',
  summary: 'What changed since a place in the log, field by field',
  request: { ...byId, query: z.object({ seq: z.coerce.number().int().nonnegative() }) },
  responses: {
    200: json(z.object({ fields: z.array(fieldDiff) }), 'In the order of the form.'),
    ...errors(401, 404, 422),
  },
});

/** The routes of visits. */
export function visitRoutes({ documents, versions, visits }: VisitParts) {
  return createRouter()
    .openapi(readVisit, (c) => {
      const { id } = c.req.valid('param');
      const { document, actor } = requireDocument(c, documents, 'read-history', id);
      return c.json(visits.read(document.id, actor.personId), 200);
    })
    .openapi(noteVisit, (c) => {
      const { document, actor } = requireDocument(c, documents, 'read', c.req.valid('param').id);
      visits.note(document.id, actor.personId, c.req.valid('json').unseen);
      return c.body(null, 204);
    })
    .openapi(diffSince, (c) => {
      const { id } = c.req.valid('param');
      const { document } = requireDocument(c, documents, 'read-history', id);
      return c.json({ fields: versions.diffSince(document.id, c.req.valid('query').seq) }, 200);
    });
}
