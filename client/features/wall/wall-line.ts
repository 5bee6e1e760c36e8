// What the wall knows: the last screen the server sent, whether the line stands, and the moment being
// celebrated. A store for `useSyncExternalStore`; knows no element.
import type { WallView } from '../../../shared/api/wall.ts';
import { type EventFeed, type EventFeedOptions, openEventFeed } from '../../collab/event-feed.ts';
import { createFact, type Fact } from '../../collab/fact.ts';
import { noteServerTime, serverNow } from '../../ui/server-clock.ts';
import type { LatestEntry } from '../../ui/wall/latest-entry.ts';

/** What the wall shows. */
export type WallScreen =
  | { readonly type: 'connecting' }
  /** The link was revoked, or never was one. */
  | { readonly type: 'gone' }
  | {
      readonly type: 'showing';
      readonly view: WallView;
      /** Since when nothing is known, by the server's clock; `null` while the line stands (WL1). */
      readonly asOf: number | null;
      /** The entry that has just entered the catalogue. */
      readonly moment: LatestEntry | null;
    };

/** How long a new entry has the stage, ms: time to read a title aloud and clap. */
export const MOMENT_MS = 9000;

/** Entries that may wait for the stage; a wall that was away does not replay the whole day. */
const MOST_MOMENTS = 3;

/** What a wall's store is made with. */
export interface WallLineOptions {
  readonly token: string;
  /** What this page calls itself. */
  readonly screenId: string;
  readonly openFeed?: (options: EventFeedOptions<WallView>) => EventFeed;
  /** Whether the server still knows the link; throws when it cannot be reached. */
  readonly isKnown?: (token: string) => Promise<boolean>;
}

/** Entries of `next` that `previous` did not have, oldest first. A new revision is a new entry. */
export function newcomers(
  previous: readonly LatestEntry[],
  next: readonly LatestEntry[],
): LatestEntry[] {
  const known = new Set(previous.map(({ id, revision }) => `${id} ${revision}`));
  // A list that shrank lets older entries move up: they are not news.
  const since = Math.max(0, ...previous.map(({ finalisedAt }) => finalisedAt));
  return next
    .filter((entry) => entry.finalisedAt >= since && !known.has(`${entry.id} ${entry.revision}`))
    .reverse();
}

/** Creates the store. The line is up while somebody listens. */
export function createWallLine({
  token,
  screenId,
  openFeed = openEventFeed,
  isKnown = askWhetherKnown,
}: WallLineOptions): Fact<WallScreen> {
  const screen = createFact<WallScreen>({ type: 'connecting' });
  let feed: EventFeed | null = null;
  let listeners = 0;
  let waiting: LatestEntry[] = [];
  let momentTimer: ReturnType<typeof setTimeout> | undefined;

  function show(view: WallView): void {
    noteServerTime(view.serverTime);
    const before = screen.get();
    const news = before.type === 'showing' ? newcomers(before.view.latest, view.latest) : [];
    waiting = [...waiting, ...news].slice(-MOST_MOMENTS);
    const moment = before.type === 'showing' ? before.moment : null;
    screen.set({ type: 'showing', view, asOf: null, moment });
    if (moment === null) nextMoment();
  }

  function nextMoment(): void {
    const now = screen.get();
    if (now.type !== 'showing') return;
    const moment = waiting.shift() ?? null;
    if (moment !== now.moment) screen.set({ ...now, moment });
    if (moment !== null) momentTimer = setTimeout(nextMoment, MOMENT_MS);
  }

  function followStatus(): void {
    const now = screen.get();
    if (now.type !== 'showing') return;
    const isLive = feed?.status.get() === 'live';
    if (isLive && now.asOf !== null) screen.set({ ...now, asOf: null });
    if (!isLive && now.asOf === null) screen.set({ ...now, asOf: serverNow() });
  }

  /** The feed cannot tell a dead line from a dead link. */
  function ask(): void {
    const asked = feed;
    isKnown(token).then(
      (known) => {
        if (known || asked === null || asked !== feed) return;
        clearTimeout(momentTimer);
        waiting = [];
        screen.set({ type: 'gone' });
      },
      // Not reached: the line is down, which the screen says already.
      () => undefined,
    );
  }

  function open(): void {
    feed = openFeed({
      url: `/api/wall/${encodeURIComponent(token)}/feed?screen=${screenId}`,
      onEvent: show,
      onFailure: ask,
      keepWhenHidden: true,
    });
    feed.status.subscribe(followStatus);
  }

  function close(): void {
    clearTimeout(momentTimer);
    waiting = [];
    feed?.close();
    feed = null;
  }

  return {
    get: screen.get,
    subscribe(listener) {
      const stop = screen.subscribe(listener);
      if (listeners++ === 0) open();
      return () => {
        stop();
        if (--listeners === 0) close();
      };
    },
  };
}

async function askWhetherKnown(token: string): Promise<boolean> {
  const answer = await fetch(`/api/wall/${encodeURIComponent(token)}`, { credentials: 'omit' });
  return answer.status !== 404;
}
