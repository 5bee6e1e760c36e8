// Server-sent events over HTTP: writes what a feed hands out, no faster than the reader takes it, and
// a beat so that both ends notice a dead line. Knows no feed.
import type { Context } from 'hono';
import { createOutbox } from '../live/outbox.ts';

/**
 * Time between beats, ms. Proxies cut a silent answer after 30 to 60 s, and the client gives a line up
 * after missing two.
 */
const BEAT_MS = 15_000;

/** What one event says. */
interface StreamEvent {
  /** The default type when absent, so that `onmessage` gets it. */
  readonly event?: 'beat';
  /** One line. */
  readonly data: string;
  /** The cursor to come back with. */
  readonly id?: string;
}

/** One event as it goes over the wire: encoded once, however many read it. */
export interface EventFrame {
  readonly id: string | null;
  readonly bytes: Uint8Array;
}

const encoder = new TextEncoder();

/** Encodes an event. */
export function encodeEvent({ event, data, id }: StreamEvent): EventFrame {
  const type = event === undefined ? '' : `event: ${event}\n`;
  const cursor = id === undefined ? '' : `id: ${id}\n`;
  return { id: id ?? null, bytes: encoder.encode(`${type}data: ${data}\n${cursor}\n`) };
}

/** A feed's way to one reader. */
export interface EventStream {
  send(frame: EventFrame): void;
  /** Ends the answer; the client comes back by itself and goes through the door again. */
  end(): void;
}

/** Events waiting for one reader before they are replaced. */
export interface StreamLimit {
  readonly waiting: number;
  /** What a reader who fell behind gets instead of all that waited. */
  overflow(newest: EventFrame): EventFrame;
}

/** Where only the latest event counts. */
export const LATEST_ONLY: StreamLimit = { waiting: 1, overflow: (newest) => newest };

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
  const outbox = createOutbox<EventFrame>({ limit: limit.waiting, overflow: limit.overflow });
  let isOver = false;
  let isGone = false;
  let beat: NodeJS.Timeout | undefined;
  let stop: (() => void) | null = null;
  const end = () => {
    if (isOver) return;
    isOver = true;
    outbox.close();
    clearInterval(beat);
    stop?.();
  };
  stop = follow({ send: outbox.push, end });
  if (isOver) stop();
  else {
    beat = setInterval(() => {
      if (!stillAllowed()) end();
      // What waits already will do as a sign of life.
      else if (outbox.isEmpty) outbox.push(beatAt(now()));
    }, BEAT_MS);
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Tells the reader that the line stands, however quiet the feed is.
        controller.enqueue(beatAt(now()).bytes);
      },
      async pull(controller) {
        const frame = await outbox.next();
        if (frame !== null) controller.enqueue(frame.bytes);
        else if (!isGone) controller.close();
      },
      cancel() {
        isGone = true;
        end();
      },
    },
    // Nothing is taken before the reader's side has room: a slow reader waits in its outbox.
    { highWaterMark: 0 },
  );
  return c.newResponse(body, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    Connection: 'keep-alive',
    'Transfer-Encoding': 'chunked',
    // Nginx and its like collect an answer before passing it on unless told otherwise.
    'X-Accel-Buffering': 'no',
  });
}

function beatAt(serverTime: number): EventFrame {
  return encodeEvent({ event: 'beat', data: `${serverTime}` });
}
