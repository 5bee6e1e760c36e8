// Boards, read once or followed, with the right to read their hackathon.
import { z } from '@hono/zod-openapi';
import { boardView } from '../../../shared/api/live.ts';
import type { Actor } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { type FeedMessage, RESET_JSON } from '../../live/board-feed.ts';
import type { Change, Changes } from '../../live/changes.ts';
import type { Live } from '../../live/live.ts';
import { createRouter, defineRoute, errors, json } from '../context.ts';
import { notFound } from '../errors.ts';
import {
  answerWithEvents,
  type EventFrame,
  encodeEvent,
  type StreamLimit,
} from '../event-stream.ts';
import { requireHackathon } from './hackathon-subjects.ts';

/** A board reader further behind than this reads the board again. */
const BOARD_LIMIT: StreamLimit = {
  waiting: 500,
  overflow: ({ id }) => encodeEvent({ id: id ?? undefined, data: RESET_JSON }),
};

const hackathonParam = z.object({ id: z.string() });
const feedQuery = z.object({ cursor: z.string().max(60).optional() });

const board = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/board',
  summary: 'Every team and document of a hackathon, and where its feed goes on',
  request: { params: hackathonParam },
  responses: { 200: json(boardView, 'The board.'), ...errors(401, 404) },
});

const boardFeed = defineRoute('hackathon:read', {
  method: 'get',
  path: '/hackathons/{id}/feed',
  summary: 'Server-sent events, each a BoardEvent, after Last-Event-ID or ?cursor=',
  request: { params: hackathonParam, query: feedQuery },
  responses: { 200: { description: 'text/event-stream' }, ...errors(401, 404) },
});

/** The routes of boards. */
export function liveRoutes({
  live,
  accounts,
  hackathons,
  changes,
  now,
}: {
  readonly accounts: Accounts;
  readonly live: Live;
  readonly hackathons: Hackathons;
  readonly changes: Changes;
  now(): number;
}) {
  /** A message goes to every reader of its board: it is encoded for the first of them. */
  const frames = new WeakMap<FeedMessage, EventFrame>();
  function frameOf(message: FeedMessage): EventFrame {
    let frame = frames.get(message);
    if (frame === undefined) {
      frame = encodeEvent({ id: message.cursor, data: message.json });
      frames.set(message, frame);
    }
    return frame;
  }

  return createRouter()
    .openapi(board, (c) => {
      const { hackathon } = requireHackathon(c, hackathons, 'read', c.req.valid('param').id);
      const view = live.board(hackathon.id);
      if (view === null) throw notFound('hackathon');
      return c.json(view, 200);
    })
    .openapi(boardFeed, (c) => {
      const { id } = c.req.valid('param');
      const { hackathon, actor } = requireHackathon(c, hackathons, 'read', id);
      const sessionId = c.get('sessionId');
      // A browser that comes back by itself sends the header; the address still has the older cursor.
      const cursor = c.req.header('Last-Event-ID') ?? c.req.valid('query').cursor ?? null;
      return answerWithEvents(c, {
        limit: BOARD_LIMIT,
        now,
        // A session that another process ended is in no change that reaches this one.
        stillAllowed: () => sessionId !== null && accounts.sessions.isLive(sessionId),
        follow(stream) {
          const stop = live.followBoard(
            hackathon.id,
            cursor,
            (message) => stream.send(frameOf(message)),
            stream.end,
          );
          // Signed out, or other rights: the reader comes back through the door, if it may (WS6).
          const unsubscribe = changes.subscribe((change) => {
            if (change.type === 'rights' && concerns(change, actor, sessionId)) stream.end();
          });
          const left = live.audience.arrive(hackathon.id, actor.personId);
          return () => {
            left();
            unsubscribe();
            stop();
          };
        },
      });
    });
}

/** Whether a change of rights may take this reader's away; one that names nobody is about writing. */
function concerns(
  { personId, sessionId }: Extract<Change, { type: 'rights' }>,
  actor: Actor,
  ownSessionId: string | null,
): boolean {
  if (sessionId !== undefined) return sessionId === ownSessionId;
  return personId === actor.personId;
}
