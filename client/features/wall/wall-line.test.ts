// What a wall says of its own line, and which news it makes much of.
import { expect, test, vi } from 'vitest';
import type { WallView } from '../../../shared/api/wall.ts';
import { until } from '../../../test/support/until.ts';
import type { EventFeedOptions, FeedStatus } from '../../collab/event-feed.ts';
import { createFact } from '../../collab/fact.ts';
import type { LatestEntry } from '../../ui/wall/latest-entry.ts';
import { MOMENT_MS } from '../../ui/wall/moments.ts';
import { createWallLine } from './wall-line.ts';

const entry = (id: string, finalisedAt: number, revision = 1): LatestEntry => ({
  id,
  kind: 'tool',
  title: id,
  teamName: null,
  finalisedAt,
  revision,
});

const view = (...latest: LatestEntry[]) => ({ latest, serverTime: Date.now() }) as WallView;

/** A wall whose feed is in the hands of the test. */
function openWall({ isKnown = true }: { isKnown?: boolean } = {}) {
  const status = createFact<FeedStatus>('connecting');
  const opened: EventFeedOptions<WallView>[] = [];
  let closed = 0;
  let heardAt: number | null = null;
  const line = createWallLine({
    token: 'a/b',
    screenId: 'abc',
    openFeed: (options) => {
      opened.push(options);
      return { status, heardAt: () => heardAt, close: () => closed++ };
    },
    isKnown: async () => isKnown,
  });
  const leave = line.subscribe(() => undefined);
  return {
    line,
    leave,
    opened,
    closed: () => closed,
    send(sent: WallView) {
      heardAt = Date.now();
      status.set('live');
      opened.at(-1)?.onEvent(sent);
    },
    fail() {
      status.set('down');
      opened.at(-1)?.onFailure?.();
    },
    recover: () => status.set('live'),
  };
}

test('[WL2] one line while somebody looks, whoever looks, and none afterwards', () => {
  const wall = openWall();
  const leave = wall.line.subscribe(() => undefined);
  expect(wall.opened.map(({ url }) => url)).toEqual(['/api/wall/a%2Fb/feed?screen=abc']);
  leave();
  expect(wall.closed()).toBe(0);
  wall.leave();
  expect(wall.closed()).toBe(1);
});

test('[WL1] while the line is down the wall says since when, and no longer once it is up', () => {
  const wall = openWall();
  wall.send(view());
  expect(wall.line.get()).toMatchObject({ type: 'showing', asOf: null });
  const before = Date.now();
  wall.fail();
  const down = wall.line.get();
  expect(down.type === 'showing' && down.asOf).toBeGreaterThanOrEqual(before - 1000);
  wall.recover();
  expect(wall.line.get()).toMatchObject({ asOf: null });
});

test('[WL1] a wall that slept says when it last heard of anything, not when it woke', () => {
  vi.useFakeTimers();
  try {
    const wall = openWall();
    wall.send(view());
    const heardAt = Date.now();
    vi.setSystemTime(heardAt + 8 * 60 * 60_000);
    wall.fail();
    expect(wall.line.get()).toMatchObject({ type: 'showing', asOf: heardAt });
    wall.leave();
  } finally {
    vi.useRealTimers();
  }
});

test('a revoked link takes everything off the screen', async () => {
  const wall = openWall({ isKnown: false });
  wall.send(view(entry('a', 1)));
  wall.fail();
  await until(() => wall.line.get().type === 'gone');
});

test('what was finished before the wall looked is no moment; what comes then is, one after another', () => {
  vi.useFakeTimers();
  try {
    const wall = openWall();
    const moment = () => {
      const screen = wall.line.get();
      return screen.type === 'showing' ? screen.moment?.id : undefined;
    };
    wall.send(view(entry('a', 1)));
    expect(moment()).toBeUndefined();
    wall.send(view(entry('c', 3), entry('b', 2), entry('a', 1)));
    expect(moment()).toBe('b');
    vi.advanceTimersByTime(MOMENT_MS);
    expect(moment()).toBe('c');
    vi.advanceTimersByTime(MOMENT_MS);
    expect(moment()).toBeUndefined();
    wall.leave();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('[WL2] a wall that was away celebrates the newest few only', () => {
  vi.useFakeTimers();
  try {
    const wall = openWall();
    wall.send(view(entry('old', 1)));
    wall.send(view(...Array.from({ length: 9 }, (_, n) => entry(`${9 - n}`, 10 - n))));
    const shown: unknown[] = [];
    for (let n = 0; n < 9; n++) {
      const screen = wall.line.get();
      if (screen.type === 'showing' && screen.moment) shown.push(screen.moment.id);
      vi.advanceTimersByTime(MOMENT_MS);
    }
    expect(shown).toEqual(['7', '8', '9']);
    wall.leave();
  } finally {
    vi.useRealTimers();
  }
});
