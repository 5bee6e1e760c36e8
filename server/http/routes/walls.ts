// Walls as a link shows them, and what their screens report. The control room's hand on them is in
// wall-remote.ts.
import { z } from '@hono/zod-openapi';
import { screenReport, wallView } from '../../../shared/api/wall.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { WallLinkRow } from '../../hackathons/wall-links.ts';
import type { Changes } from '../../live/changes.ts';
import type { Live } from '../../live/live.ts';
import type { WallState } from '../../live/wall-feed.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { notFound } from '../errors.ts';
import { answerWithEvents, LATEST_ONLY } from '../event-stream.ts';
import { openWallFrames } from './wall-frames.ts';

const byToken = z.object({ token: z.string().max(100) });
/** A screen names itself; long enough that two never choose the same. */
const screenId = z.string().regex(/^[a-z0-9]{12,40}$/);
const none = { 204: { description: 'Done.' } };

const wall = defineRoute('public', {
  method: 'get',
  path: '/wall/{token}',
  summary: 'What a wall shows now',
  request: { params: byToken },
  responses: { 200: json(wallView, 'The wall.'), ...errors(404) },
});

const wallFeed = defineRoute('public', {
  method: 'get',
  path: '/wall/{token}/feed',
  summary: 'Server-sent events, each a whole WallView',
  request: { params: byToken, query: z.object({ screen: screenId.optional() }) },
  responses: { 200: { description: 'text/event-stream' }, ...errors(404) },
});

const report = defineRoute('public', {
  method: 'put',
  path: '/wall/{token}/screens/{screen}',
  summary: 'What an open screen of a wall shows',
  request: {
    params: byToken.extend({ screen: screenId }),
    body: { ...json(screenReport), required: true },
  },
  responses: { ...none, ...errors(404, 422) },
});

/** The parts these routes work with. */
interface WallParts {
  readonly live: Live;
  readonly hackathons: Hackathons;
  readonly changes: Changes;
  now(): number;
}

/** The routes; `publicUrl` is what people in the hall type. */
export function wallRoutes(
  { live, hackathons, changes, now }: WallParts,
  { publicUrl }: { publicUrl(): string },
) {
  const { wallLinks } = hackathons;
  const { scenes, screens } = live;

  function requireLink(token: string): WallLinkRow {
    const link = wallLinks.resolve(token);
    if (link === null) throw notFound('wall');
    return link;
  }

  const frames = openWallFrames({ live, changes, publicUrl, now });

  return createRouter()
    .openapi(wall, (c) => {
      const { id: linkId, hackathonId } = requireLink(c.req.valid('param').token);
      const state = live.wall(hackathonId);
      if (state === null) throw notFound('wall');
      const programme = scenes.shownBy({ hackathonId, linkId });
      return c.json({ ...state.content, ...frames.beside(state, programme) }, 200);
    })
    .openapi(wallFeed, (c) => {
      const { token } = c.req.valid('param');
      const { screen } = c.req.valid('query');
      const link = requireLink(token);
      const { id: linkId, hackathonId } = link;
      const isOpen = () => wallLinks.resolve(token) !== null;
      return answerWithEvents(c, {
        limit: LATEST_ONLY,
        now,
        stillAllowed: isOpen,
        follow(stream) {
          let last: WallState | null = null;
          const send = (state: WallState) => {
            last = state;
            stream.send(frames.of(state, link));
          };
          const left =
            screen === undefined ? null : screens.connect({ hackathonId, linkId, id: screen });
          const stop = live.followWall(hackathonId, send, stream.end);
          const unsubscribe = changes.subscribe((change) => {
            if (change.type !== 'hackathon' && change.type !== 'walls') return;
            if (change.hackathonId !== hackathonId) return;
            // Revoking a link is a change of its hackathon: the wall goes dark at once.
            if (!isOpen()) stream.end();
            else if (change.type === 'walls' && last !== null) send(last);
          });
          return () => {
            unsubscribe();
            stop();
            left?.();
          };
        },
      });
    })
    .openapi(report, (c) => {
      const { token, screen } = c.req.valid('param');
      const { id: linkId, hackathonId } = requireLink(token);
      const isKnown = screens.report({ hackathonId, linkId, id: screen }, c.req.valid('json'));
      if (!isKnown) throw notFound('screen');
      return c.body(null, 204);
    });
}
