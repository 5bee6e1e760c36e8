// One line of server-sent events that stays up: comes back by itself, spread by chance, goes on where
// it was, and notices a line that died in silence. Knows nothing of what is told on it.
import { noteServerTime } from '../ui/server-clock.ts';
import { createFact, type Fact } from './fact.ts';

/** The longest wait between two attempts, ms (WS7). */
const RETRY_CAP_MS = 20_000;

/** The first wait's upper bound, ms; doubled with every attempt. */
const RETRY_BASE_MS = 1000;

/** The server beats every 15 s; a line that misses two beats is dead whatever the browser believes. */
const SILENCE_MS = 40_000;

/** Silence is looked for by the clock on the wall: a timer stands still while a laptop sleeps. */
const LISTEN_EVERY_MS = 2000;

/** After this long in the background a tab gives its line up: browsers have only six to one server. */
const HIDDEN_MS = 60_000;

/** Laptops that wake in one instant come back within this time, ms. */
const WAKE_SPREAD_MS = 700;

/** How the line stands. `paused`: given up while nobody looks. */
export type FeedStatus = 'connecting' | 'live' | 'down' | 'paused';

/** An open feed. `status` is for `useSyncExternalStore`. */
export interface EventFeed {
  readonly status: Fact<FeedStatus>;
  /** When the server was last heard, by this machine's clock; `null` before it ever was. */
  heardAt(): number | null;
  close(): void;
}

/** The part of a browser's `EventSource` a feed uses. */
export interface EventSourceLike {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: (() => void) | null;
  addEventListener(type: 'beat', listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** What a feed is opened with. */
export interface EventFeedOptions<T> {
  readonly url: string;
  /** Where to go on, as a snapshot said; later the feed remembers by itself. */
  readonly cursor?: string | null;
  /** Each event of the feed, decoded. */
  onEvent(event: T): void;
  /** An attempt failed; a feed cannot see why, so ask the server if it matters. */
  onFailure?(): void;
  /** Stays up in the background, as a screen in a hall must. */
  readonly keepWhenHidden?: boolean;
  /** Tests pass their own. */
  createSource?(url: string): EventSourceLike;
  random?(): number;
}

/** The wait before attempt `attempt` (0 is the first), ms: between half of the bound and the bound. */
export function retryDelay(attempt: number, random: number): number {
  const bound = Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** Math.min(attempt, 10));
  return Math.round(bound * (0.5 + random / 2));
}

/** Opens a feed; it runs until `close()`. */
export function openEventFeed<T>({
  url,
  cursor = null,
  onEvent,
  onFailure,
  keepWhenHidden = false,
  createSource = (address) => new EventSource(address) as EventSourceLike,
  random = Math.random,
}: EventFeedOptions<T>): EventFeed {
  const status = createFact<FeedStatus>('connecting');
  let source: EventSourceLike | null = null;
  let lastId = cursor;
  let attempt = 0;
  let lastSignAt = Date.now();
  let heardAt: number | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    disconnect();
    const opened = createSource(lastId === null ? url : withCursor(url, lastId));
    source = opened;
    lastSignAt = Date.now();
    opened.onmessage = ({ data, lastEventId }) => {
      heard();
      if (lastEventId !== '') lastId = lastEventId;
      onEvent(JSON.parse(data) as T);
    };
    opened.addEventListener('beat', ({ data }) => {
      heard();
      noteServerTime(Number(data));
    });
    // The browser would come back by itself, all laptops at the same time; and not at all after an error answer.
    opened.onerror = fail;
  }

  function disconnect(): void {
    clearTimeout(retryTimer);
    source?.close();
    source = null;
  }

  function heard(): void {
    attempt = 0;
    lastSignAt = Date.now();
    heardAt = lastSignAt;
    status.set('live');
  }

  function listen(): void {
    // A clock that was set back would keep the silence from being noticed.
    lastSignAt = Math.min(lastSignAt, Date.now());
    if (source !== null && Date.now() - lastSignAt >= SILENCE_MS) fail();
  }

  function fail(): void {
    disconnect();
    status.set('down');
    retryTimer = setTimeout(connect, retryDelay(attempt++, random()));
    onFailure?.();
  }

  /** The network or the laptop is back, perhaps. */
  function wake(): void {
    clearTimeout(hiddenTimer);
    if (source !== null && Date.now() - lastSignAt < SILENCE_MS / 2) return;
    if (source !== null) status.set('down');
    disconnect();
    if (status.get() === 'paused') status.set('connecting');
    retryTimer = setTimeout(connect, Math.round(random() * WAKE_SPREAD_MS));
  }

  function handleVisibility(): void {
    if (document.visibilityState === 'visible') {
      wake();
    } else if (!keepWhenHidden) {
      clearTimeout(hiddenTimer);
      hiddenTimer = setTimeout(() => {
        disconnect();
        status.set('paused');
      }, HIDDEN_MS);
    }
  }

  const hasWindow = typeof window !== 'undefined';
  if (hasWindow) {
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', wake);
    document.addEventListener('visibilitychange', handleVisibility);
  }
  const silenceTimer = setInterval(listen, LISTEN_EVERY_MS);
  connect();

  return {
    status,
    heardAt: () => heardAt,
    close() {
      disconnect();
      clearInterval(silenceTimer);
      clearTimeout(hiddenTimer);
      if (!hasWindow) return;
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      document.removeEventListener('visibilitychange', handleVisibility);
    },
  };
}

function withCursor(url: string, cursor: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}
