// Figures for Prometheus in its text format: counters, gauges and how long commits take. Written by
// hand, being one page. Knows no HTTP.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { UpdateLog } from '../realtime/types.ts';

/** Upper bounds of the histogram of commits, seconds: from a fast disk to one that stalls rooms. */
const COMMIT_BOUNDS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];

/** How often the event loop is looked at, ms. */
const LOOP_INTERVAL_MS = 20;

/** What is read when somebody asks. */
export interface MetricsSource {
  readonly rooms: {
    readonly stats: {
      readonly rooms: number;
      readonly connections: number;
      readonly admittedUpdates: number;
      readonly refusedUpdates: number;
      readonly commits: number;
    };
  };
  readonly live: { readonly stats: { readonly feeds: number; readonly followers: number } };
  /** `null` where no relays are accepted. */
  readonly relays: {
    readonly links: number;
    readonly seats: number;
    readonly entriesUnderWay: number;
    readonly isConnected: boolean;
  } | null;
  countSessions(): number;
  databaseBytes(): number;
}

/** The figures of one server. */
interface Metrics {
  observeCommit(seconds: number): void;
  observeRequest(status: number): void;
  /** The page Prometheus reads. */
  render(source: MetricsSource): string;
  close(): void;
}

/** Starts counting; watches the event loop, which wakes the process, only when somebody will ask. */
export function openMetrics({ isWatching }: { isWatching: boolean }): Metrics {
  const loop = monitorEventLoopDelay({ resolution: LOOP_INTERVAL_MS });
  if (isWatching) loop.enable();
  const requests = new Map<string, number>();
  const counts = COMMIT_BOUNDS.map(() => 0);
  let commits = 0;
  let commitSeconds = 0;

  return {
    observeCommit(seconds) {
      commits++;
      commitSeconds += seconds;
      const index = COMMIT_BOUNDS.findIndex((bound) => seconds <= bound);
      if (index >= 0) counts[index]!++;
    },
    observeRequest(status) {
      const kind = `${Math.floor(status / 100)}xx`;
      requests.set(kind, (requests.get(kind) ?? 0) + 1);
    },
    render(source) {
      const { rooms, live, relays } = source;
      const { stats } = rooms;
      const page = createPage();
      page.gauge('sommet_rooms', 'Documents open on the server.', stats.rooms);
      page.gauge('sommet_connections', 'Sockets in rooms.', stats.connections);
      page.gauge('sommet_sessions', 'Signed-in browsers.', source.countSessions());
      page.gauge('sommet_live_feeds', 'Boards and walls being fed.', live.stats.feeds);
      page.gauge('sommet_live_followers', 'Browsers following a feed.', live.stats.followers);
      page.gauge('sommet_database_bytes', 'Size of the database.', source.databaseBytes());
      if (relays !== null) {
        page.gauge('sommet_redis_up', 'Whether Redis is there.', relays.isConnected ? 1 : 0);
        page.gauge('sommet_relays', 'Relays linked to this home.', relays.links);
        page.gauge('sommet_relay_people', 'Sockets that relays hold.', relays.seats);
        page.gauge(
          'sommet_relay_entries_waiting',
          'Batches that relays have not confirmed.',
          relays.entriesUnderWay,
        );
      }
      page.counter('sommet_updates_admitted_total', 'Edits taken.', stats.admittedUpdates);
      page.counter('sommet_updates_refused_total', 'Edits refused.', stats.refusedUpdates);
      page.counter('sommet_turns_total', 'Turns committed.', stats.commits);
      page.histogram('sommet_commit_seconds', 'Time of a transaction of the log.', {
        counts,
        count: commits,
        sum: commitSeconds,
      });
      page.labelled('sommet_http_requests_total', 'counter', 'Requests by status.', [
        ...[...requests].map(([kind, n]) => [`status="${kind}"`, n] as const),
      ]);
      // Since the last time somebody asked: a stall of yesterday must not hide that of today.
      page.labelled('sommet_event_loop_delay_seconds', 'gauge', 'Delay since the last read.', [
        ['quantile="0.5"', delaySeconds(loop.percentile(50))],
        ['quantile="0.99"', delaySeconds(loop.percentile(99))],
        ['quantile="1"', delaySeconds(loop.max)],
      ]);
      loop.reset();
      const memory = process.memoryUsage();
      page.gauge('process_resident_memory_bytes', 'Memory of the process.', memory.rss);
      page.gauge('nodejs_heap_size_used_bytes', 'Heap in use.', memory.heapUsed);
      const startedAt = Math.round(Date.now() / 1000 - process.uptime());
      page.gauge('process_start_time_seconds', 'When the process started.', startedAt);
      return page.text();
    },
    close: () => void loop.disable(),
  };
}

/** The same log, with every transaction timed. */
export function measureCommits(
  updateLog: UpdateLog,
  observe: (seconds: number) => void,
): UpdateLog {
  return {
    ...updateLog,
    transaction(work) {
      const startedAt = performance.now();
      try {
        return updateLog.transaction(work);
      } finally {
        observe((performance.now() - startedAt) / 1000);
      }
    },
  };
}

/** The watch measures its own interval too; what is left is the delay. */
function delaySeconds(nanoseconds: number): number {
  const delay = nanoseconds / 1e9 - LOOP_INTERVAL_MS / 1000;
  return Number.isFinite(delay) ? Math.max(0, delay) : 0;
}

type Kind = 'gauge' | 'counter' | 'histogram';

function createPage() {
  const lines: string[] = [];
  const head = (name: string, kind: Kind, help: string) =>
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`);
  const single = (kind: Kind) => (name: string, help: string, value: number) => {
    head(name, kind, help);
    lines.push(`${name} ${value}`);
  };
  return {
    gauge: single('gauge'),
    counter: single('counter'),
    labelled(name: string, kind: Kind, help: string, rows: readonly (readonly [string, number])[]) {
      head(name, kind, help);
      for (const [label, value] of rows) lines.push(`${name}{${label}} ${value}`);
    },
    histogram(
      name: string,
      help: string,
      { counts, count, sum }: { counts: readonly number[]; count: number; sum: number },
    ) {
      head(name, 'histogram', help);
      let below = 0;
      for (const [index, bound] of COMMIT_BOUNDS.entries()) {
        below += counts[index]!;
        lines.push(`${name}_bucket{le="${bound}"} ${below}`);
      }
      lines.push(
        `${name}_bucket{le="+Inf"} ${count}`,
        `${name}_sum ${sum}`,
        `${name}_count ${count}`,
      );
    },
    text: () => `${lines.join('\n')}\n`,
  };
}
