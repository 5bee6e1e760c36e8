// Random worlds over real sockets, their seeds printed.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type Bot, startBot } from '../support/bots.ts';
import { editAtRandom } from '../support/edits.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { createRandom, seedFromEnvironment } from '../support/seed.ts';
import { until } from '../support/until.ts';
import { difference } from './compare.ts';

const WORLDS = 6;
const ACTIONS = 150;
const PEOPLE = ['ada', 'bo', 'chi', 'dina'];
const DOCUMENT_ID = 'document';

/** What happens over real sockets, with how often. */
const WEIGHTS = { edit: 60, pass: 24, drop: 5, cutFrame: 5, leave: 3, return: 6, kill: 2 };

test(`[SY11] ${WORLDS} worlds over real sockets converge, cut frames and kills included`, {
  timeout: 120_000,
}, async () => {
  const firstSeed = seedFromEnvironment('SOMMET_SEED');
  console.log(`Seeds from ${firstSeed}`);
  const happened = { edit: 0, pass: 0, drop: 0, cutFrame: 0, leave: 0, return: 0, kill: 0 };
  for (let i = 0; i < WORLDS; i++) await runWorld(firstSeed + i, happened);
  for (const [name, count] of Object.entries(happened)) expect(count, name).toBeGreaterThan(0);
});

async function runWorld(seed: number, happened: Record<keyof typeof WEIGHTS, number>) {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'sommet-sockets-'));
  let life = 0;
  let relay: TestRelay = await startRelay({ path: join(folder, `${life}.sqlite`) });
  relay.createDocument('tool', DOCUMENT_ID);
  const bots = PEOPLE.map((person, index) =>
    startBot({
      url: relay.url,
      documentId: DOCUMENT_ID,
      params: { person, schema: '1' },
      seed: seed + index,
      edit: editAtRandom,
    }),
  );
  // The provider was given a socket of Node's and declares a browser's.
  const socketOf = (bot: Bot): WebSocket | null => bot.provider.ws as unknown as WebSocket | null;

  const actions: Record<keyof typeof WEIGHTS, (bot: Bot) => Promise<boolean> | boolean> = {
    edit: (bot) => {
      bot.edit();
      return true;
    },
    pass: async () => {
      await new Promise((resolve) => setTimeout(resolve, random.below(12)));
      return true;
    },
    drop: (bot) => {
      socketOf(bot)?.terminate();
      return true;
    },
    cutFrame: (bot) => {
      const { _socket: stream } = (socketOf(bot) ?? {}) as { _socket?: Socket };
      if (!stream || !bot.provider.wsconnected) return false;
      // A masked binary frame of 100 bytes, of which a few arrive; nothing may follow them on this
      // stream, or they would make a whole frame of nonsense, which is another story.
      stream.write(Uint8Array.of(0x82, 0x80 | 100, 1, 2, 3, 4, 1, 0, 99));
      stream.destroySoon();
      return true;
    },
    leave: (bot) => {
      bot.provider.disconnect();
      return true;
    },
    return: (bot) => {
      bot.provider.connect();
      return true;
    },
    kill: async () => {
      const dead = relay;
      // Nobody hears another word of the process, whatever it still does.
      for (const bot of bots) socketOf(bot)?.terminate();
      const path = join(folder, `${++life}.sqlite`);
      copyFileSync(dead.path, path);
      if (existsSync(`${dead.path}-wal`)) copyFileSync(`${dead.path}-wal`, `${path}-wal`);
      relay = await startRelay({ path });
      for (const bot of bots) bot.provider.serverUrl = relay.url;
      const onDisk = clocksOnDisk(relay);
      for (const bot of bots) {
        const { clientId, acknowledgedClock } = bot.report();
        expect(onDisk.get(clientId) ?? 0, `seed ${seed}`).toBeGreaterThanOrEqual(acknowledgedClock);
      }
      await dead.close();
      return true;
    },
  };

  try {
    for (let step = 0; step < ACTIONS; step++) {
      const name = random.weighted(WEIGHTS);
      if (await actions[name](random.pick(bots))) happened[name]++;
    }
    for (const bot of bots) bot.provider.connect();
    for (const bot of bots) await bot.saved(30_000);
    await until(
      () =>
        bots.every((bot) =>
          relay.rooms.read(DOCUMENT_ID, (doc) => difference('tool', bot.doc, doc) === null),
        ),
      15_000,
      `everybody to have the server's document (seed ${seed})`,
    );
    const replayed = new Y.Doc();
    replayed.transact(() => {
      for (const { bytes } of relay.rows(DOCUMENT_ID)) Y.applyUpdate(replayed, bytes);
    });
    relay.rooms.read(DOCUMENT_ID, (doc) => {
      expect(difference('tool', doc, replayed), `seed ${seed}`).toBe(null);
    });
  } finally {
    for (const bot of bots) bot.leave();
    await relay.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function clocksOnDisk(relay: TestRelay): Map<number, number> {
  return relay.rooms.read(DOCUMENT_ID, (doc) => Y.decodeStateVector(Y.encodeStateVector(doc)));
}
