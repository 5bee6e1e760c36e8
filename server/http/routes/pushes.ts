// Pushing to the toolbox: dry run, start, progress, receipts. The catalogue goes out whole, so every
// facilitator sees the same pushes.
import { z } from '@hono/zod-openapi';
import {
  pushDetail,
  pushDryRun,
  pushList,
  pushRequest,
  pushResumeRequest,
  pushView,
} from '../../../shared/api/pushes.ts';
import { receiptsCsv } from '../../exporters/receipts-csv.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Pushes } from '../../push/pushes.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { notFound } from '../errors.ts';
import { requireHackathon } from './hackathon-subjects.ts';

const byId = { params: z.object({ id: z.string().max(120) }) };
const byPushId = { params: z.object({ id: z.string().max(120), pushId: z.string().max(120) }) };

const listPushes = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/pushes',
  summary: 'The toolbox of this server and what was pushed to it, newest first',
  request: byId,
  responses: { 200: json(pushList, 'The pushes.'), ...errors(401, 403, 404) },
});

const tryPush = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/pushes/dry-run',
  summary: 'What a push would send now, and what it would change; nothing is sent',
  request: byId,
  responses: { 200: json(pushDryRun, 'The dry run.'), ...errors(401, 403, 404) },
});

const startPush = defineRoute('hackathon:export', {
  method: 'post',
  path: '/hackathons/{id}/pushes',
  summary: 'Push the bundle of the dry run, in the background',
  request: { ...byId, body: { ...json(pushRequest), required: true } },
  responses: { 202: json(pushView, 'The push that began.'), ...errors(401, 403, 404, 409, 422) },
});

const readPush = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/pushes/{pushId}',
  summary: 'One push with a receipt for each record',
  request: byPushId,
  responses: { 200: json(pushDetail, 'The push.'), ...errors(401, 403, 404) },
});

const downloadReceipts = defineRoute('hackathon:export', {
  method: 'get',
  path: '/hackathons/{id}/pushes/{pushId}/receipts.csv',
  summary: 'The receipts of a push as CSV',
  request: byPushId,
  responses: {
    200: { content: { 'text/csv': { schema: z.string() } }, description: 'One row per record.' },
    ...errors(401, 403, 404),
  },
});

const resumePush = defineRoute('hackathon:export', {
  method: 'post',
  path: '/hackathons/{id}/pushes/{pushId}/resume',
  summary: 'Go on at once with a push that failed, was stopped or waits for its next attempt',
  request: { ...byPushId, body: { ...json(pushResumeRequest), required: true } },
  responses: { 202: json(pushView, 'The push.'), ...errors(401, 403, 404, 409, 422) },
});

const stopPush = defineRoute('hackathon:export', {
  method: 'post',
  path: '/hackathons/{id}/pushes/{pushId}/stop',
  summary: 'Stop a push; what the toolbox took stays there',
  request: byPushId,
  responses: { 200: json(pushView, 'The push.'), ...errors(401, 403, 404, 409) },
});

/** The routes of pushes. */
export function pushRoutes({ pushes, hackathons }: { pushes: Pushes; hackathons: Hackathons }) {
  const requirePush = (id: string) => {
    const found = pushes.get(id);
    if (found === null) throw notFound('push');
    return found;
  };

  return createRouter()
    .openapi(listPushes, (c) => {
      requireHackathon(c, hackathons, 'export', c.req.valid('param').id);
      return c.json({ toolbox: pushes.toolbox, pushes: pushes.list() }, 200);
    })
    .openapi(tryPush, async (c) => {
      requireHackathon(c, hackathons, 'export', c.req.valid('param').id);
      return c.json(await pushes.dryRun(), 200);
    })
    .openapi(startPush, async (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'export', id);
      const { bundleHash } = c.req.valid('json');
      const asked = { hackathonId: hackathon.id, bundleHash, by: actor.personId };
      return c.json(await pushes.start(asked), 202);
    })
    .openapi(readPush, (c) => {
      const { id, pushId } = c.req.valid('param');
      requireHackathon(c, hackathons, 'export', id);
      return c.json(requirePush(pushId), 200);
    })
    .openapi(downloadReceipts, (c) => {
      const { id, pushId } = c.req.valid('param');
      requireHackathon(c, hackathons, 'export', id);
      const { push, receipts } = requirePush(pushId);
      const day = new Date(push.startedAt).toISOString().slice(0, 10);
      c.header('Content-Disposition', `attachment; filename="receipts-${day}.csv"`);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      return c.body(receiptsCsv(receipts), 200);
    })
    .openapi(resumePush, (c) => {
      const { id, pushId } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'export', id);
      const { mayDropOthers } = c.req.valid('json');
      const asked = { hackathonId: hackathon.id, by: actor.personId, mayDropOthers };
      return c.json(pushes.resume(pushId, asked), 202);
    })
    .openapi(stopPush, (c) => {
      const { id, pushId } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'export', id);
      const asked = { hackathonId: hackathon.id, by: actor.personId };
      return c.json(pushes.stop(pushId, asked), 200);
    });
}
