// `npm run bench:relay -- --seconds N --only name`: what a thousand people cost the home when they sit
// at it, and when they sit at relays. Figures are CPU time: they hold on a machine that others use, too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { DIALECTS } from './dialect.ts';
import { pace } from './drive.ts';
import { Histogram } from './histogram.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { prepareTyping } from './typing.ts';
import { startWitness } from './witness.ts';
import { openRooms } from './workloads/saturation.ts';

/** A crowd. */
interface Crowd {
  readonly name: string;
  readonly title: string;
  readonly rooms: number;
  readonly seats: number;
  readonly writers: number;
  readonly perSecond: number;
  /** Too many for the home alone on one core beside the load. */
  readonly isRelayedOnly?: boolean;
}

const CROWDS: readonly Crowd[] = [
  {
    name: 'teams',
    title: '1,000 people: 200 documents × 5, everyone writes 1.5 edits/s',
    rooms: 200,
    seats: 5,
    writers: 5,
    perSecond: 1.5,
  },
  {
    name: 'tables',
    title: '1,000 people: 40 documents × 25, 5 write 3 edits/s',
    rooms: 40,
    seats: 25,
    writers: 5,
    perSecond: 3,
  },
  {
    name: 'plenary',
    title: '1,000 people: 5 documents × 200, 10 write 10 edits/s',
    rooms: 5,
    seats: 200,
    writers: 10,
    perSecond: 10,
  },
  {
    name: 'five-thousand',
    title: '5,000 people: 200 documents × 25, 5 write 1 edit/s',
    rooms: 200,
    seats: 25,
    writers: 5,
    perSecond: 1,
    isRelayedOnly: true,
  },
];

const RELAYS = 2;

/** With the warm-up of the pace itself ten seconds, after which compilers are done. */
const WARM_UP_MS = 1_000;

/** Both paces type for longer than they are told: their own warm-up, and a little at the end. */
const SPARE_MS = 50_000;

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const ms = Number(options.seconds) * 1000;

interface Cost {
  readonly homeMs: number;
  readonly relaysMs: number;
  readonly redisMs: number;
  readonly delivered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The same at a screen that shares no process with thousands of others. */
  readonly screenP50Ms: number;
  readonly screenP99Ms: number;
}

const COLUMNS = [
  'crowd',
  'home alone',
  'home with relays',
  'ratio',
  'relays',
  'Redis',
  'delivered',
  'p50',
  'p99',
  'p50 at a screen',
  'p99 at a screen',
];
console.log(`| ${COLUMNS.join(' | ')} |\n|---|${'---:|'.repeat(COLUMNS.length - 1)}`);
for (const crowd of CROWDS) {
  if (options.only !== undefined && !options.only.split(',').includes(crowd.name)) continue;
  const alone = crowd.isRelayedOnly ? null : await measure(crowd, false);
  const relayed = await measure(crowd, true);
  const both = [...(alone === null ? [] : [alone]), relayed];
  const each = (value: (cost: Cost) => string) => both.map(value).join(' → ');
  const cells = [
    crowd.title,
    alone === null ? '–' : perDelivered(alone, alone.homeMs),
    perDelivered(relayed, relayed.homeMs),
    alone === null
      ? '–'
      : `${(alone.homeMs / alone.delivered / (relayed.homeMs / relayed.delivered)).toFixed(1)} ×`,
    perDelivered(relayed, relayed.relaysMs),
    perDelivered(relayed, relayed.redisMs),
    each(({ delivered }) => Math.round(delivered).toLocaleString('en')),
    each(({ p50Ms }) => `${p50Ms.toFixed(0)} ms`),
    each(({ p99Ms }) => `${p99Ms.toFixed(0)} ms`),
    each(({ screenP50Ms }) => `${screenP50Ms.toFixed(0)} ms`),
    each(({ screenP99Ms }) => `${screenP99Ms.toFixed(0)} ms`),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log('CPU time per delivered edit with its presence, all processes of a kind together.');

function perDelivered({ delivered }: Cost, cpuMs: number): string {
  return `${((cpuMs * 1000) / delivered).toFixed(2)} µs`;
}

async function measure(crowd: Crowd, isRelayed: boolean): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-bench-relay-'));
  const redis = isRelayed ? await startRedis() : null;
  const processes: ServerProcess[] = [];
  try {
    const env: Record<string, string> = redis === null ? {} : { SOMMET_BENCH_REDIS: redis.url };
    const home = await startServerProcess('sommet', folder, { core: null, env });
    processes.push(home);
    const relays: ServerProcess[] = [];
    for (let i = 0; isRelayed && i < RELAYS; i++) {
      const relay = await startServerProcess('relay', folder, { core: null, env });
      relays.push(relay);
      processes.push(relay);
    }
    const typing = prepareTyping(
      crowd.writers,
      Math.ceil((crowd.perSecond * (WARM_UP_MS + ms + SPARE_MS)) / 1000),
    );
    const rooms = await openRooms(crowd.rooms, (index) => ({
      dialect: DIALECTS[isRelayed ? 'relay' : 'sommet'],
      port: (relays[0] ?? home).port,
      ports: isRelayed ? relays.map(({ port }) => port) : undefined,
      name: `${crowd.name}-${index}`,
      typing,
      seats: crowd.seats,
      everyLatency: true,
    }));
    const [watched] = rooms;
    if (watched === undefined) throw new Error('A crowd has a room.');
    const server = isRelayed ? 'relay' : 'sommet';
    const ports = (isRelayed ? relays : [home]).map(({ port }) => port);
    const witness = await startWitness({ server, ports, room: watched.name });
    const usage = async () => {
      const [own, ...others] = await Promise.all([home, ...relays].map((one) => one.usage()));
      return {
        home: own!.cpuMs,
        relays: others.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        redis: await redisCpuMs(redis),
        delivered: rooms.reduce((sum, room) => sum + room.delivered, 0),
      };
    };
    await pace(home, rooms, crowd.perSecond, WARM_UP_MS);
    // From the first keystroke until every seat has the last: a busy machine takes longer for it.
    const before = await usage();
    const startedAt = performance.timeOrigin + performance.now();
    const { p50Ms, p99Ms } = await pace(home, rooms, crowd.perSecond, ms);
    const after = await usage();
    const screen = new Histogram();
    for (const { clientId, from, to, at } of await witness.end()) {
      for (let clock = from; clock < to; clock++) {
        const typedAt = watched.typedAt(clientId, clock);
        if (typedAt !== null && typedAt >= startedAt) screen.add(at - typedAt);
      }
    }
    for (const room of rooms.slice(0, 5)) await room.verify(relays[0]?.port ?? home.port);
    for (const room of rooms) room.close();
    return {
      homeMs: after.home - before.home,
      relaysMs: after.relays - before.relays,
      redisMs: after.redis - before.redis,
      delivered: after.delivered - before.delivered,
      p50Ms,
      p99Ms,
      screenP50Ms: screen.quantileMs(0.5),
      screenP99Ms: screen.quantileMs(0.99),
    };
  } finally {
    for (const one of processes.reverse()) await one.stop();
    await redis?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function redisCpuMs(redis: TestRedis | null): Promise<number> {
  if (redis === null) return 0;
  const text = String(await redis.command('INFO', 'cpu'));
  const of = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(text)?.[1] ?? 0);
  return (of('used_cpu_sys') + of('used_cpu_user')) * 1000;
}
