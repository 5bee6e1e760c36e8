// The control room's hand on the walls: their links, what all or one of them shows, and on which
// screens. What a link shows to everybody is in walls.ts.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  changeProgrammeRequest,
  nameWallLinkRequest,
  type WallsView,
  wallLinkView,
  wallsView,
} from '../../../shared/api/wall.ts';
import type { Actor } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { WallLinkRow } from '../../hackathons/wall-links.ts';
import type { Changes } from '../../live/changes.ts';
import type { Live } from '../../live/live.ts';
import { createPacer } from '../../live/pacer.ts';
import type { WallState } from '../../live/wall-feed.ts';
import type { Log } from '../../log.ts';
import { createRouter, defineRoute, type Env, errors, json, requireActor } from '../context.ts';
import { AppError, notFound } from '../errors.ts';
import { answerWithEvents, encodeEvent, LATEST_ONLY } from '../event-stream.ts';
import { requireHackathon } from './hackathon-subjects.ts';
import { openWallFrames } from './wall-frames.ts';

/** Twenty screens that change scene at once are one event for the control room, ms. */
const REMOTE_INTERVAL_MS = 200;

const byId = { params: z.object({ id: z.string().max(120) }) };
const none = { 204: { description: 'Done.' } };

const walls = defineRoute('hackathon:read-wall-links', {
  method: 'get',
  path: '/hackathons/{id}/walls',
  summary: 'All walls of a hackathon: what they show, on which screens',
  request: byId,
  responses: { 200: json(wallsView, 'The walls.'), ...errors(401, 403, 404) },
});

const wallsFeed = defineRoute('hackathon:read-wall-links', {
  method: 'get',
  path: '/hackathons/{id}/walls/feed',
  summary: 'Server-sent events, each a whole WallsView',
  request: byId,
  responses: { 200: { description: 'text/event-stream' }, ...errors(401, 403, 404) },
});

const changeAll = defineRoute('hackathon:read-wall-links', {
  method: 'patch',
  path: '/hackathons/{id}/wall-programme',
  summary: 'Decide what the walls show that do as all do',
  request: { ...byId, body: { ...json(changeProgrammeRequest), required: true } },
  responses: { ...none, ...errors(401, 403, 404, 409, 422) },
});

const changeOne = defineRoute('hackathon:read-wall-links', {
  method: 'patch',
  path: '/wall-links/{id}/programme',
  summary: 'Decide what one wall shows otherwise than all',
  request: { ...byId, body: { ...json(changeProgrammeRequest), required: true } },
  responses: { ...none, ...errors(401, 403, 404, 409, 422) },
});

const doAsAll = defineRoute('hackathon:read-wall-links', {
  method: 'delete',
  path: '/wall-links/{id}/programme',
  summary: 'Let a wall do as all walls do again',
  request: byId,
  responses: { ...none, ...errors(401, 403, 404) },
});

const listLinks = defineRoute('hackathon:read-wall-links', {
  method: 'get',
  path: '/hackathons/{id}/wall-links',
  summary: 'Wall links that work, without their tokens',
  request: byId,
  responses: {
    200: json(z.object({ wallLinks: z.array(wallLinkView) }), 'Newest first.'),
    ...errors(401, 403, 404),
  },
});

const createLink = defineRoute('hackathon:read-wall-links', {
  method: 'post',
  path: '/hackathons/{id}/wall-links',
  summary: 'Make a link for a projector',
  request: { ...byId, body: json(nameWallLinkRequest.partial()) },
  responses: {
    201: json(wallLinkView.extend({ url: z.string() }), 'The link, shown this once.'),
    ...errors(401, 403, 404, 422),
  },
});

const renameLink = defineRoute('hackathon:read-wall-links', {
  method: 'patch',
  path: '/wall-links/{id}',
  summary: 'Name a wall link after where it hangs',
  request: { ...byId, body: { ...json(nameWallLinkRequest), required: true } },
  responses: { ...none, ...errors(401, 403, 404, 422) },
});

const revokeLink = defineRoute('hackathon:read-wall-links', {
  method: 'delete',
  path: '/wall-links/{id}',
  summary: 'Make a wall link useless',
  request: byId,
  responses: { ...none, ...errors(401, 403, 404) },
});

/** The parts these routes work with. */
interface WallRemoteParts {
  readonly accounts: Accounts;
  readonly live: Live;
  readonly hackathons: Hackathons;
  readonly changes: Changes;
  readonly log: Log;
  now(): number;
}

/** The routes; `publicUrl` is what people in the hall type. */
export function wallRemoteRoutes(
  { live, accounts, hackathons, changes, log, now }: WallRemoteParts,
  { publicUrl }: { publicUrl(): string },
) {
  const { wallLinks } = hackathons;
  const { scenes, screens } = live;
  const frames = openWallFrames({ live, changes, publicUrl, now });

  /** The link of an id, for somebody who may steer the walls of its hackathon. */
  function requireOwnLink(c: Context<Env>, id: string): { link: WallLinkRow; actor: Actor } {
    requireActor(c);
    const link = wallLinks.get(id);
    if (link === null) throw notFound('wall link');
    const { actor } = requireHackathon(c, hackathons, 'read-wall-links', link.hackathonId);
    return { link, actor };
  }

  function remote(hackathonId: string): Omit<WallsView, 'wall'> {
    const standing = hackathons.announcements.list(hackathonId).map(({ id }) => id);
    return {
      links: wallLinks.list(hackathonId).map(({ id, name, createdAt }) => {
        const programme = scenes.ofLink(id);
        return {
          id,
          name,
          createdAt,
          programme,
          spotlight: programme === null ? null : frames.spotlight(hackathonId, programme),
          screens: screens.list(hackathonId, id),
        };
      }),
      announcementsShown: screens.shown(hackathonId, standing),
    };
  }

  function requirePublished(hackathonId: string, documentId: string | null | undefined): void {
    if (documentId == null || live.spotlight(hackathonId, documentId) !== null) return;
    throw new AppError(
      409,
      'not_published',
      'Only what is in the catalogue can be in the spotlight.',
    );
  }

  return createRouter()
    .openapi(walls, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'read-wall-links', id);
      const state = live.wall(hackathon.id);
      if (state === null) throw notFound('hackathon');
      const wall = { ...state.content, ...frames.beside(state, scenes.ofAll(hackathon.id)) };
      return c.json({ wall, ...remote(hackathon.id) }, 200);
    })
    .openapi(wallsFeed, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read-wall-links', id);
      const sessionId = c.get('sessionId');
      return answerWithEvents(c, {
        limit: LATEST_ONLY,
        now,
        stillAllowed: () => sessionId !== null && accounts.sessions.isLive(sessionId),
        follow(stream) {
          let last: WallState | null = null;
          const pacer = createPacer({
            intervalMs: REMOTE_INTERVAL_MS,
            run() {
              if (last === null) return;
              const wall = frames.json(last, scenes.ofAll(hackathon.id));
              const rest = JSON.stringify(remote(hackathon.id)).slice(1);
              stream.send(encodeEvent({ data: `{"wall":${wall},${rest}` }));
            },
            report: (error) => log({ level: 'error', event: 'walls-feed-failed', error }),
          });
          const stop = live.followWall(
            hackathon.id,
            (state) => {
              last = state;
              pacer.request();
            },
            stream.end,
          );
          const unfollow = screens.subscribe(hackathon.id, pacer.request);
          const unsubscribe = changes.subscribe((change) => {
            if (change.type === 'rights') {
              // Signed out, or other rights: the reader comes back through the door, if it may (WS6).
              const isMine = change.personId === actor.personId || change.sessionId === sessionId;
              if (isMine) stream.end();
            } else if (change.type === 'walls' || change.type === 'hackathon') {
              if (change.hackathonId === hackathon.id) pacer.request();
            }
          });
          return () => {
            unsubscribe();
            unfollow();
            stop();
            pacer.close();
          };
        },
      });
    })
    .openapi(changeAll, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read-wall-links', id);
      const change = c.req.valid('json');
      requirePublished(hackathon.id, change.spotlightId);
      scenes.change({ hackathonId: hackathon.id, linkId: null }, change, actor.personId);
      return c.body(null, 204);
    })
    .openapi(changeOne, (c) => {
      const { link, actor } = requireOwnLink(c, c.req.valid('param').id);
      const { hackathonId } = link;
      const change = c.req.valid('json');
      requirePublished(hackathonId, change.spotlightId);
      scenes.change({ hackathonId, linkId: link.id }, change, actor.personId);
      return c.body(null, 204);
    })
    .openapi(doAsAll, (c) => {
      const { link, actor } = requireOwnLink(c, c.req.valid('param').id);
      scenes.doAsAll({ hackathonId: link.hackathonId, linkId: link.id }, actor.personId);
      return c.body(null, 204);
    })
    .openapi(listLinks, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon } = requireHackathon(c, hackathons, 'read-wall-links', id);
      const open = wallLinks
        .list(hackathon.id)
        .map(({ id, name, createdAt }) => ({ id, name, createdAt }));
      return c.json({ wallLinks: open }, 200);
    })
    .openapi(createLink, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read-wall-links', id);
      const { name = '' } = c.req.valid('json');
      const { token, ...link } = wallLinks.create(hackathon.id, actor.personId, name);
      return c.json({ ...link, url: `${publicUrl()}/wall/${token}` }, 201);
    })
    .openapi(renameLink, (c) => {
      const { link, actor } = requireOwnLink(c, c.req.valid('param').id);
      wallLinks.rename(link.id, c.req.valid('json').name, actor.personId);
      return c.body(null, 204);
    })
    .openapi(revokeLink, (c) => {
      const { link, actor } = requireOwnLink(c, c.req.valid('param').id);
      wallLinks.revoke(link.id, actor.personId);
      return c.body(null, 204);
    });
}
