// Server-sent events over HTTP: writes what a feed hands out, no faster than the reader takes it, and
// a beat so that both ends notice a dead line. Knows no feed.
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { createOutbox } from '../live/outbox.ts';

/**
 * Time between beats, ms. Proxies cut a silent answer after 30 to 60 s, and the client gives a line up
 * after missing two.
 */
const BEAT_MS = 15_000;

/** One event on the wire. */
interface StreamEvent {
  /** The default type when absent, so that `onmessage` gets it. */
  readonly event?: 'beat';
  readonly data: string;
  /** The cursor to come back with. */
  readonly id?: string;
}

/** A feed's way to one reader. */
export interface EventStream {
  send(event: StreamEvent): void;
  /** Ends the answer; the client comes back by itself and goes through the door again. */
  end(): void;
}

/** Events waiting for one reader before they are replaced. */
export interface StreamLimit {
  readonly waiting: number;
  /** What a reader who fell behind gets instead of all that waited. */
  overflow(newest: StreamEvent): StreamEvent;
}

/**
 * Answers with a stream. `follow` starts sending and returns the stop; `stillAllowed` is asked at each
 * beat and ends the stream when it says no.
 */
export function answerWithEvents(
  c: Context,
  {
    limit,
    now,
    stillAllowed,
    follow,
  }: {
    readonly limit: StreamLimit;
    now(): number;
    stillAllowed(): boolean;
    follow(stream: EventStream): () => void;
  },
): Response {
  const outbox = createOutbox<StreamEvent>({ limit: limit.waiting, overflow: limit.overflow });
  // The first beat tells the reader that the line stands, however quiet the feed is.
  outbox.push(beatAt(now()));
  const stop = follow({ send: (event) => outbox.push(event), end: () => outbox.close() });
  const beat = setInterval(() => {
    if (!stillAllowed()) outbox.close();
    // What waits already will do as a sign of life.
    else if (outbox.isEmpty) outbox.push(beatAt(now()));
  }, BEAT_MS);
  // Nginx and its like collect an answer before passing it on unless told otherwise.
  c.header('X-Accel-Buffering', 'no');
  const response = streamSSE(c, async (sse) => {
    sse.onAbort(() => outbox.close());
    try {
      for (;;) {
        const event = await outbox.next();
        if (event === null) return;
        // Resolves once the reader's side has room: a slow reader waits here, not in memory.
        await sse.writeSSE(event);
      }
    } finally {
      clearInterval(beat);
      stop();
    }
  });
  response.headers.set('Cache-Control', 'no-cache, no-transform');
  return response;
}

function beatAt(serverTime: number): StreamEvent {
  return { event: 'beat', data: `${serverTime}` };
}
