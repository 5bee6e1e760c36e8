// The line to the server's events: where it goes on, when it is called down, how long it waits.
import { expect, onTestFinished, test, vi } from 'vitest';
import { until } from '../../test/support/until.ts';
import { serverNow } from '../ui/server-clock.ts';
import { type EventSourceLike, openEventFeed, retryDelay } from './event-feed.ts';

/** A browser's EventSource whose other end is the test. */
function createSources() {
  const opened: {
    url: string;
    isClosed: boolean;
    source: EventSourceLike;
    beat(at: number): void;
  }[] = [];
  return {
    opened,
    createSource(url: string): EventSourceLike {
      let onBeat: (event: MessageEvent<string>) => void = () => undefined;
      const source: EventSourceLike = {
        onmessage: null,
        onerror: null,
        addEventListener: (_type, listener) => {
          onBeat = listener;
        },
        close: () => {
          entry.isClosed = true;
        },
      };
      const entry = {
        url,
        isClosed: false,
        source,
        beat: (at: number) => onBeat({ data: `${at}` } as MessageEvent<string>),
      };
      opened.push(entry);
      return source;
    },
    last() {
      const entry = opened.at(-1);
      if (entry === undefined) throw new Error('Nothing was opened.');
      return entry;
    },
    tell(data: unknown, lastEventId = '') {
      this.last().source.onmessage?.({
        data: JSON.stringify(data),
        lastEventId,
      } as MessageEvent<string>);
    },
    break() {
      this.last().source.onerror?.();
    },
  };
}

test('a feed goes on after the last event it heard', async () => {
  const sources = createSources();
  const heard: unknown[] = [];
  const feed = openEventFeed<number>({
    url: '/api/feed?kind=tool',
    cursor: 's-1',
    onEvent: (event) => heard.push(event),
    createSource: sources.createSource,
    random: () => 0,
  });
  onTestFinished(() => feed.close());
  sources.tell(1, 's-7');
  sources.tell(2);
  sources.break();
  await until(() => sources.opened.length === 2);
  expect(sources.opened.map(({ url }) => url)).toEqual([
    '/api/feed?kind=tool&cursor=s-1',
    '/api/feed?kind=tool&cursor=s-7',
  ]);
  expect(heard).toEqual([1, 2]);
  expect(sources.opened[0]?.isClosed).toBe(true);
});

test('[WL1] the line is called live when something was heard, and down when it broke', () => {
  const sources = createSources();
  let failures = 0;
  const feed = openEventFeed({
    url: '/api/feed',
    onEvent: () => undefined,
    onFailure: () => failures++,
    createSource: sources.createSource,
  });
  onTestFinished(() => feed.close());
  const seen = [feed.status.get()];
  feed.status.subscribe(() => seen.push(feed.status.get()));
  sources.last().beat(Date.now());
  sources.tell({});
  sources.break();
  expect(seen).toEqual(['connecting', 'live', 'down']);
  expect(failures).toBe(1);
});

test('[WL1] silence is noticed although the clock was set back', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const sources = createSources();
  const feed = openEventFeed<number>({
    url: '/api/feed',
    onEvent: () => undefined,
    createSource: (url) => sources.createSource(url),
  });
  onTestFinished(() => feed.close());
  sources.last().beat(Date.now());
  expect(feed.status.get()).toBe('live');
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(45_000);
  expect(feed.status.get()).not.toBe('live');
});

test('[LI7] every beat sets the clock', () => {
  const sources = createSources();
  const feed = openEventFeed({
    url: '/api/feed',
    onEvent: () => undefined,
    createSource: sources.createSource,
  });
  onTestFinished(() => feed.close());
  const ahead = Date.now() + 3_600_000;
  sources.last().beat(ahead);
  expect(serverNow()).toBeGreaterThanOrEqual(ahead);
});

test('a closed feed does not come back', () => {
  const sources = createSources();
  const feed = openEventFeed({
    url: '/api/feed',
    onEvent: () => undefined,
    createSource: sources.createSource,
  });
  feed.close();
  expect(sources.last().isClosed).toBe(true);
});

test('[WS7] waits grow, are spread by chance and stay under twenty seconds', () => {
  expect(retryDelay(0, 0)).toBe(500);
  expect(retryDelay(0, 1)).toBe(1000);
  expect(retryDelay(3, 0.5)).toBe(6000);
  for (let attempt = 0; attempt < 100; attempt++) {
    expect(retryDelay(attempt, 1)).toBeLessThanOrEqual(20_000);
  }
});
