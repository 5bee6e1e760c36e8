// A few random worlds over a real Redis and real relay processes: sockets dropped, Redis paused and
// killed, relays killed, the home stopped and started. The thousands run without either, in
// test/convergence.
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { difference } from '../convergence/compare.ts';
import { type Bot, startBot } from '../support/bots.ts';
import { editAtRandom } from '../support/edits.ts';
import { REDIS_COMMAND } from '../support/redis.ts';
import type { RelayProcess } from '../support/relay-process.ts';
import { createRandom, seedFromEnvironment } from '../support/seed.ts';
import { agree, expectKept, openSummit, promises } from './summit.ts';

const WORLDS = 3;
const ACTIONS = 120;

/** What happens, with how often. */
const WEIGHTS = {
  edit: 60,
  pass: 24,
  drop: 5,
  leave: 3,
  return: 6,
  pauseRedis: 1.5,
  killRedis: 0.8,
  killRelay: 0.8,
  restartHome: 0.8,
};

test.skipIf(REDIS_COMMAND === null)(
  `[SY11][SY2] ${WORLDS} worlds over a real Redis converge`,
  { timeout: 300_000 },
  async () => {
    const firstSeed = seedFromEnvironment('SOMMET_SEED');
    console.log(`Seeds from ${firstSeed}`);
    const happened = Object.fromEntries(Object.keys(WEIGHTS).map((name) => [name, 0])) as Record<
      keyof typeof WEIGHTS,
      number
    >;
    for (let i = 0; i < WORLDS; i++) await runWorld(firstSeed + i, happened);
    console.log(JSON.stringify(happened));
    expect(happened.edit).toBeGreaterThan(0);
  },
);

async function runWorld(seed: number, happened: Record<keyof typeof WEIGHTS, number>) {
  const random = createRandom(seed);
  await using summit = await openSummit();
  const { home, redis, documentId } = summit;
  const relays: RelayProcess[] = [await summit.startRelay(), await summit.startRelay()];
  const bots: Bot[] = [];
  for (const [index, name] of ['Ada', 'Bo', 'Chi', 'Dina'].entries()) {
    const { cookie } = await summit.signUp(name);
    bots.push(
      startBot({
        url: index === 3 ? `${home.url.replace('http', 'ws')}/api/sync` : relays[index % 2]!.url,
        documentId,
        headers: { origin: home.url, cookie: `sommet=${cookie}` },
        params: { schema: '1' },
        seed: seed + index,
        edit: editAtRandom,
      }),
    );
  }
  const someone = () => random.pick(bots);
  const pass = () => new Promise((resolve) => setTimeout(resolve, random.below(30)));
  const actions: Record<keyof typeof WEIGHTS, () => Promise<unknown> | unknown> = {
    edit: () => someone().edit(),
    pass,
    // The provider was given a socket of Node's and declares a browser's.
    drop: () => (someone().provider.ws as unknown as WebSocket | null)?.terminate(),
    leave: () => someone().provider.disconnect(),
    return: () => someone().provider.connect(),
    async pauseRedis() {
      redis.pause();
      for (let i = 0; i < 10; i++) {
        someone().edit();
        await pass();
      }
      redis.resume();
    },
    async killRedis() {
      await redis.kill();
      expectKept(home, documentId, promises(bots));
      await redis.start();
    },
    async killRelay() {
      const index = random.below(relays.length);
      const dead = relays[index]!;
      await dead.end('SIGKILL');
      expectKept(home, documentId, promises(bots));
      const next = await summit.startRelay();
      relays[index] = next;
      for (const { provider } of bots) {
        if (provider.serverUrl === dead.url) provider.serverUrl = next.url;
      }
    },
    restartHome: () => home.restart(),
  };
  try {
    for (let step = 0; step < ACTIONS; step++) {
      const name = random.weighted(WEIGHTS);
      await actions[name]();
      happened[name]++;
    }
    for (const bot of bots) bot.provider.connect();
    await agree(bots);
    const replayed = new Y.Doc();
    const rows = home.parts.db
      .prepare<[string], Buffer>(
        'SELECT bytes FROM document_update WHERE documentId = ? ORDER BY seq',
      )
      .pluck()
      .all(documentId);
    replayed.transact(() => {
      for (const bytes of rows) Y.applyUpdate(replayed, bytes);
    });
    expect(difference('tool', bots[0]!.doc, replayed), `seed ${seed}`).toBe(null);
  } finally {
    for (const bot of bots) bot.leave();
  }
}
