// The home's inbox in Redis and the relays' streams beside it: opens them, keeps other homes out, and
// opens them again after a failure. It does not read entries.
import { createId } from '../../shared/ids.ts';
import type { Log } from '../log.ts';
import { type HomeOptions, type HomeStats, openHome } from './home.ts';
import { openStreams, RedisError, type Streams } from './redis-streams.ts';
import { HOME_INBOX, relayInbox } from './stream-names.ts';

/** Who is the home; another one waits until this has run out. */
const HOME_KEY = 'sommet:home:is';

/** How long a home may be silent before another may take its place, ms. */
const HOME_LEASE_MS = 5_000;

/** How often the home says that it is there, ms. */
const HOME_BEAT_MS = 1_000;

/** A relay's stream outlives its last entry by this much, s. */
const RELAY_STREAM_TTL_S = 120;

/**
 * What arrives from all relays within this time is one read, one turn with its commit, and one batch
 * to each of them, ms. After a quiet moment the first entry is taken at once.
 */
const GATHER_MS = 40;

/** Bytes a read has to bring for each further millisecond: a turn costs the same for one edit as for ten. */
const GATHER_BYTES_PER_MS = 160;

/** The longest that the home gathers, ms: a quarter of a second to everybody else's screen has to hold. */
const MAX_GATHER_MS = 100;

/** Pauses between attempts grow up to this, ms. */
const MAX_RETRY_MS = 5_000;

/** The home, open to relays. */
interface OpenHome {
  readonly stats: HomeStats & { readonly isConnected: boolean };
  /** Before the rooms close: relays shall hold their people. */
  leave(): void;
  close(): Promise<void>;
}

/** Opens the home to relays; returns at once and goes on trying for as long as Redis is away. */
export function openHomeStreams(
  options: Omit<HomeOptions, 'post'> & { redisUrl: string; log: Log },
): OpenHome {
  const { redisUrl, log } = options;
  const homeId = createId();
  let streams: Streams | null = null;
  let isConnected = false;
  let isClosed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  /** Streams written to since the last beat. */
  const written = new Set<string>();
  const home = openHome({
    ...options,
    post(linkId, entry) {
      const stream = relayInbox(linkId);
      written.add(stream);
      streams?.post(stream, entry);
    },
  });

  function later(ms: number, run: () => void): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, ms);
  }

  function open(): void {
    let isOver = false;
    const failed = (error: unknown): void => {
      if (isOver || isClosed) return;
      isOver = true;
      streams = null;
      isConnected = false;
      log({ level: 'error', event: 'redis-lost', error });
      home.lost();
      void opened.close();
      later(Math.min(MAX_RETRY_MS, 250 * 2 ** Math.min(failures++, 10)), open);
    };
    const opened = openStreams({
      url: redisUrl,
      inbox: HOME_INBOX,
      gatherMs: (readBytes) => Math.min(MAX_GATHER_MS, GATHER_MS + readBytes / GATHER_BYTES_PER_MS),
      receive: (entry) => home.receive(entry),
      failed,
    });
    streams = opened;
    opened.connected.then(() => take(opened, failed)).catch(failed);
  }

  /** Becomes the home, or waits while another one is. */
  async function take(opened: Streams, failed: (error: unknown) => void): Promise<void> {
    const wait = (): void => {
      log({ level: 'warn', event: 'another-home' });
      later(HOME_BEAT_MS, () => void take(opened, failed).catch(failed));
    };
    const owner = await opened.command(['GET', HOME_KEY]);
    if (owner !== null && owner !== homeId) return wait();
    // What waits belongs to links of a former life; removing it also makes room in a full Redis.
    await opened.command(['UNLINK', HOME_INBOX]);
    // Of two homes that found nobody at once, one waits.
    const asFound = owner === null ? 'NX' : 'XX';
    const lease = ['PX', `${HOME_LEASE_MS}`];
    const isMine = await opened.command(['SET', HOME_KEY, homeId, asFound, ...lease]);
    if (isMine === null) return wait();
    failures = 0;
    isConnected = true;
    log({ level: 'info', event: 'redis-connected' });
    opened.read();
    beat(opened, failed);
  }

  function beat(opened: Streams, failed: (error: unknown) => void): void {
    if (isClosed || streams !== opened) return;
    later(HOME_BEAT_MS, () => {
      keep(opened)
        .then(() => beat(opened, failed))
        .catch(failed);
    });
  }

  /** The next home need not wait; a place that another one has taken meanwhile stays theirs. */
  async function leavePlace(opened: Streams): Promise<void> {
    const owner = await opened.command(['GET', HOME_KEY]);
    if (owner === homeId) await opened.command(['UNLINK', HOME_KEY]);
  }

  async function keep(opened: Streams): Promise<void> {
    const owner = await opened.command(['GET', HOME_KEY]);
    if (owner !== homeId && owner !== null)
      throw new RedisError('Another home has taken the place.');
    await opened.command(['SET', HOME_KEY, homeId, 'PX', `${HOME_LEASE_MS}`]);
    const used = [...written];
    written.clear();
    await Promise.all(
      used.map((stream) => opened.command(['EXPIRE', stream, `${RELAY_STREAM_TTL_S}`])),
    );
  }

  open();
  return {
    get stats() {
      return { ...home.stats, isConnected };
    },
    leave: () => home.leave(),
    async close() {
      if (isClosed) return;
      home.close();
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      const last = streams;
      if (last === null) return;
      // What cannot be said any more runs out by itself.
      if (isConnected) await leavePlace(last).catch(() => null);
      await last.close();
    },
  };
}
