// What the wall knows: the last screen the server sent, whether the line stands, and the moment being
// celebrated. A store for `useSyncExternalStore`; knows no element.
import type { WallView } from '../../../shared/api/wall.ts';
import { type EventFeed, type EventFeedOptions, openEventFeed } from '../../collab/event-feed.ts';
import { createFact, type Fact } from '../../collab/fact.ts';
import { noteServerTime, serverNow } from '../../ui/server-clock.ts';
import type { LatestEntry } from '../../ui/wall/latest-entry.ts';
import { createMoments } from '../../ui/wall/moments.ts';

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

/** What a wall's store is made with. */
interface WallLineOptions {
  readonly token: string;
  /** What this page calls itself. */
  readonly screenId: string;
  readonly openFeed?: (options: EventFeedOptions<WallView>) => EventFeed;
  /** Whether the server still knows the link; throws when it cannot be reached. */
  readonly isKnown?: (token: string) => Promise<boolean>;
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
  const moments = createMoments((moment) => {
    const now = screen.get();
    if (now.type === 'showing') screen.set({ ...now, moment });
  });

  function show(view: WallView): void {
    noteServerTime(view.serverTime);
    const before = screen.get();
    const moment = before.type === 'showing' ? before.moment : null;
    screen.set({ type: 'showing', view, asOf: null, moment });
    moments.tell(view.latest);
  }

  function followStatus(): void {
    const now = screen.get();
    if (now.type !== 'showing') return;
    const isLive = feed?.status.get() === 'live';
    if (isLive && now.asOf !== null) screen.set({ ...now, asOf: null });
    if (!isLive && now.asOf === null) screen.set({ ...now, asOf: lastHeard() });
  }

  /** By the server's clock. A laptop that slept has heard nothing for as long. */
  function lastHeard(): number {
    const heardAt = feed?.heardAt() ?? null;
    return heardAt === null ? serverNow() : serverNow() - (Date.now() - heardAt);
  }

  /** The feed cannot tell a dead line from a dead link. */
  function ask(): void {
    const asked = feed;
    isKnown(token).then(
      (known) => {
        if (known || asked === null || asked !== feed) return;
        moments.stop();
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
    moments.stop();
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
