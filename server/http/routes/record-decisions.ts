// Decisions about published records over HTTP: merge and take apart, not the same, still alive.
import { z } from '@hono/zod-openapi';
import {
  confirmRequest,
  decisionAnswer,
  mergeRequest,
  tellApartRequest,
} from '../../../shared/api/catalogue.ts';
import type { RecordDecisions } from '../../documents/record-decisions.ts';
import { createRouter, defineRoute, errors, json, requireActor } from '../context.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const body = <S>(schema: S) => ({ ...byId, body: { ...json(schema), required: true } });

const merge = defineRoute('record:merge', {
  method: 'post',
  path: '/records/{id}/merge',
  summary: 'Make this record lead to another that is the same',
  description:
    'Both keep their revisions; permalinks and relations lead to the other from then on.',
  request: body(mergeRequest),
  responses: { 200: json(decisionAnswer, 'Merged.'), ...errors(401, 403, 404, 409, 422) },
});

const unmerge = defineRoute('record:merge', {
  method: 'post',
  path: '/records/{id}/unmerge',
  summary: 'Take a merged record out again',
  request: byId,
  responses: { 200: json(decisionAnswer, 'Published again.'), ...errors(401, 403, 404, 409) },
});

const tellApart = defineRoute('record:merge', {
  method: 'post',
  path: '/records/{id}/not-the-same',
  summary: 'Remember that two alike records are not the same',
  request: body(tellApartRequest),
  responses: { 204: { description: 'Remembered.' }, ...errors(401, 403, 404, 422) },
});

const confirm = defineRoute('record:confirm', {
  method: 'post',
  path: '/records/{id}/confirmations',
  summary: 'Say whether what a record is about is still alive',
  request: body(confirmRequest),
  responses: { 200: json(decisionAnswer, 'Noted.'), ...errors(401, 403, 404, 422) },
});

/** The routes of decisions about records. */
export function recordDecisionRoutes({
  recordDecisions,
}: {
  readonly recordDecisions: RecordDecisions;
}) {
  return createRouter()
    .openapi(merge, (c) => {
      const actor = requireActor(c);
      const { intoId } = c.req.valid('json');
      return c.json({ path: recordDecisions.merge(c.req.valid('param').id, intoId, actor) }, 200);
    })
    .openapi(unmerge, (c) => {
      const actor = requireActor(c);
      return c.json({ path: recordDecisions.unmerge(c.req.valid('param').id, actor) }, 200);
    })
    .openapi(tellApart, (c) => {
      const actor = requireActor(c);
      const { otherId, reason } = c.req.valid('json');
      recordDecisions.tellApart(c.req.valid('param').id, otherId, reason, actor);
      return c.body(null, 204);
    })
    .openapi(confirm, (c) => {
      const actor = requireActor(c);
      const found = c.req.valid('json');
      return c.json({ path: recordDecisions.confirm(c.req.valid('param').id, found, actor) }, 200);
    });
}
