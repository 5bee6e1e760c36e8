// The two ways of loading rooms: as hard as they go (a closed loop with a window), and at a steady
// pace (a fixed schedule). Both measure over a window of time and let everything settle afterwards.
import { performance } from 'node:perf_hooks';
import { createRandom } from '../support/seed.ts';
import { until } from '../support/until.ts';
import { Histogram } from './histogram.ts';
import type { RoomLoad } from './room-load.ts';
import type { ServerProcess } from './server-process.ts';

/** Not measured: queues fill. Prepared typing does not last for more at full speed. */
const SHORT_WARM_UP_MS = 400;
/** Not measured: compilers warm up, a tenth of a server's work after ten seconds, and a summit lasts three days. */
const WARM_UP_MS = 20_000;
const SETTLE_DEADLINE_MS = 60_000;

/** What one measured window showed. */
export interface Measured {
  /** Keystrokes delivered to other people's seats per second. */
  readonly deliveredPerSecond: number;
  /** Keystrokes delivered per second of the server's CPU time. */
  readonly deliveredPerCpuSecond: number;
  /** The server's CPU time per delivered keystroke, µs. */
  readonly cpuPerDeliveredUs: number;
  /** The server's CPU time as a share of one core. */
  readonly cpuShare: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rssBytes: number;
}

/** Keeps `inFlight` keystrokes of every writer under way for `ms`, then lets all of them arrive. */
export async function saturate(
  server: ServerProcess,
  rooms: readonly RoomLoad[],
  inFlight: number,
  ms: number,
): Promise<Measured> {
  let isRunning = true;
  let isPumping = false;
  const pump = (): void => {
    isPumping = false;
    if (!isRunning) return;
    for (const room of rooms) {
      for (let writer = 0; writer < room.writers; writer++) {
        room.type(writer, room.seen(writer) + inFlight);
      }
    }
  };
  for (const room of rooms) {
    room.onProgress = () => {
      if (isPumping) return;
      isPumping = true;
      setImmediate(pump);
    };
  }
  pump();
  try {
    const measured = await measure(server, rooms, ms, SHORT_WARM_UP_MS);
    isRunning = false;
    await settle(rooms);
    return measured;
  } finally {
    isRunning = false;
  }
}

/** Every writer types `perSecond` keystrokes a second and moves its caret with each of them. */
export async function pace(
  server: ServerProcess,
  rooms: readonly RoomLoad[],
  perSecond: number,
  ms: number,
): Promise<Measured> {
  const schedule = createSchedule(rooms, perSecond, WARM_UP_MS * 1.2 + ms);
  const startedAt = performance.now();
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    const elapsed = performance.now() - startedAt;
    for (; next < schedule.length; next++) {
      const due = schedule[next] as Due;
      if (due.atMs > elapsed) break;
      due.room.type(due.writer, (due.room.sent[due.writer] as number) + 1);
      due.room.moveCaret(due.writer);
    }
    timer = setTimeout(tick, 1);
  };
  tick();
  try {
    const measured = await measure(server, rooms, ms, WARM_UP_MS);
    clearTimeout(timer);
    await settle(rooms);
    return measured;
  } finally {
    clearTimeout(timer);
  }
}

interface Due {
  readonly atMs: number;
  readonly room: RoomLoad;
  readonly writer: number;
}

function createSchedule(rooms: readonly RoomLoad[], perSecond: number, ms: number): Due[] {
  const random = createRandom(7);
  const everyMs = 1000 / perSecond;
  const schedule: Due[] = [];
  for (const room of rooms) {
    for (let writer = 0; writer < room.writers; writer++) {
      for (let atMs = random.next() * everyMs; atMs < ms; atMs += everyMs) {
        schedule.push({ atMs, room, writer });
      }
    }
  }
  return schedule.sort((a, b) => a.atMs - b.atMs);
}

async function measure(
  server: ServerProcess,
  rooms: readonly RoomLoad[],
  ms: number,
  warmUpMs: number,
): Promise<Measured> {
  await delay(warmUpMs);
  const latency = new Histogram();
  for (const room of rooms) room.latency = latency;
  const before = await server.usage();
  const startedAt = performance.now();
  const deliveredBefore = total(rooms);
  await delay(ms);
  const delivered = total(rooms) - deliveredBefore;
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await server.usage();
  for (const room of rooms) room.latency = new Histogram();
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    deliveredPerSecond: delivered / seconds,
    deliveredPerCpuSecond: delivered / (cpuMs / 1000),
    cpuPerDeliveredUs: (cpuMs * 1000) / delivered,
    cpuShare: cpuMs / 1000 / seconds,
    p50Ms: latency.quantileMs(0.5),
    p99Ms: latency.quantileMs(0.99),
    rssBytes: after.rssBytes,
  };
}

async function settle(rooms: readonly RoomLoad[]): Promise<void> {
  await until(
    () => {
      for (const room of rooms) {
        if (room.closed.length > 0) {
          throw new Error(`The server closed ${room.closed.length} seats (${room.closed[0]}).`);
        }
      }
      return rooms.every((room) => room.isSettled);
    },
    SETTLE_DEADLINE_MS,
    'every keystroke to reach every seat',
  );
}

function total(rooms: readonly RoomLoad[]): number {
  let delivered = 0;
  for (const room of rooms) delivered += room.delivered;
  return delivered;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
