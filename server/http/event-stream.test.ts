// Server-sent events to readers that keep up, hang and leave.
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { until } from '../../test/support/until.ts';
import {
  answerWithEvents,
  type EventStream,
  encodeEvent,
  LATEST_ONLY,
  type StreamLimit,
} from './event-stream.ts';

/** An app with one feed, whose other end is the test. */
function createFeed(limit: StreamLimit = LATEST_ONLY) {
  let stream: EventStream | null = null;
  let stops = 0;
  const app = new Hono().get('/feed', (c) =>
    answerWithEvents(c, {
      limit,
      now: () => 42,
      stillAllowed: () => true,
      follow(opened) {
        stream = opened;
        return () => {
          stops++;
        };
      },
    }),
  );
  return {
    open: () => app.request('/feed'),
    send: (data: string, id?: string) => stream?.send(encodeEvent({ data, id })),
    end: () => stream?.end(),
    stops: () => stops,
  };
}

test('a stream begins with a beat that carries the server’s time, and ends when it is ended', async () => {
  const feed = createFeed();
  const answer = await feed.open();
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform');
  feed.send('{"n":1}', 's-1');
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('s-1')) text += (await reader.read()).value;
  expect(text).toBe('event: beat\ndata: 42\n\ndata: {"n":1}\nid: s-1\n\n');
  feed.end();
  expect((await reader.read()).done).toBe(true);
  expect(feed.stops()).toBe(1);
});

test('[WL2] a reader that hangs costs a few events, whatever is sent, and then gets the latest', async () => {
  const feed = createFeed();
  const answer = await feed.open();
  for (let n = 1; n <= 10_000; n++) {
    feed.send(`${n}`);
    // What the stream itself may pass on, it passes on between turns.
    if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('data: 10000\n')) text += (await reader.read()).value;
  expect(text.match(/data: /g)!.length).toBeLessThan(10);
  await reader.cancel();
  await until(() => feed.stops() === 1);
});

test('a reader that leaves is followed no longer', async () => {
  const feed = createFeed();
  const answer = await feed.open();
  await answer.body!.cancel();
  await until(() => feed.stops() === 1);
  feed.send('nobody hears this');
});

test('[SY3] what cannot be followed is an error answer, not a broken stream', async () => {
  const app = new Hono().get('/feed', (c) =>
    answerWithEvents(c, {
      limit: LATEST_ONLY,
      now: () => 0,
      stillAllowed: () => true,
      follow() {
        throw new Error('database is locked');
      },
    }),
  );
  app.onError((error, c) => c.text(error.message, 503));
  const answer = await app.request('/feed');
  expect([answer.status, await answer.text()]).toEqual([503, 'database is locked']);
});
