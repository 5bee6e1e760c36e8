// What may go wrong between people and their home, with real Redis and relay processes: nothing that
// was acknowledged or seen is lost, people stay in their places, and everything merges afterwards.
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type ChildServer, startChildServer } from '../crash/server-child.ts';
import { REDIS_COMMAND } from '../support/redis.ts';
import { RELAY_KEY } from '../support/relay-process.ts';
import { openTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import {
  agree,
  expectKept,
  openSummit,
  PROCESSES_MS,
  promises,
  RECOVERY_MS,
  type Summit,
  typeUntilAcknowledged,
} from './summit.ts';

/** Two people at one relay and one at the home, who have begun to write. */
async function begin(summit: Summit, redisUrl?: string) {
  const relay = await summit.startRelay(redisUrl);
  const [ana, ben, cleo] = [
    await summit.signUp('Ana'),
    await summit.signUp('Ben'),
    await summit.signUp('Cleo'),
  ];
  const atRelay = [summit.sitDown(relay, ana), summit.sitDown(relay, ben)];
  const atHome = summit.sitDown('home', cleo);
  const everybody = [...atRelay, atHome];
  for (const bot of everybody) await bot.synced(RECOVERY_MS);
  await typeUntilAcknowledged(everybody, 15);
  return { relay, atRelay, atHome, everybody };
}

const seats = (summit: Summit) => summit.home.parts.rooms.present(summit.documentId).length;

describe.skipIf(REDIS_COMMAND === null)(
  'faults between relays and their home',
  { timeout: PROCESSES_MS },
  () => {
    test('[SY2][PR2][RE5] a relay is killed: its people vanish from the rooms and go on at another', async () => {
      await using summit = await openSummit();
      const { relay, atRelay, everybody } = await begin(summit);
      await relay.end('SIGKILL');
      const kept = promises(everybody);
      expectKept(summit.home, summit.documentId, kept);
      for (const bot of atRelay) bot.stop();
      await until(() => seats(summit) === 1, RECOVERY_MS, 'the ghosts to go');
      const other = await summit.startRelay();
      for (const bot of atRelay) {
        bot.provider.serverUrl = other.url;
        bot.provider.connect();
      }
      await typeUntilAcknowledged(everybody, 10);
      await agree(everybody);
      expect(seats(summit)).toBe(3);
    });

    test('[SY2][RE4] Redis is killed and started again: nobody is sent away, all of it merges', async () => {
      await using summit = await openSummit();
      const { atRelay, everybody } = await begin(summit);
      await summit.redis.kill();
      await until(() => seats(summit) === 1, RECOVERY_MS, 'the home to notice');
      expectKept(summit.home, summit.documentId, promises(everybody));
      for (const bot of atRelay) expect(bot.report().clock).toBeGreaterThan(0);
      await summit.redis.start();
      await typeUntilAcknowledged(everybody, 10);
      await agree(everybody);
      for (const bot of atRelay) expect(bot.report().closeCodes).toEqual([]);
      expect(seats(summit)).toBe(3);
    });

    test('[SY2][RE4] the home is killed and started again: people at relays stay and lose nothing', async () => {
      await using summit = await openSummit();
      const { documentId, home } = summit;
      const [ana, ben, reader] = [
        await summit.signUp('Ana'),
        await summit.signUp('Ben'),
        await summit.signUp('Reader'),
      ];
      // From here on the home is a process that can be killed; the files belong to one at a time.
      await home.stop();
      let child: ChildServer | null = null;
      const start = async () => {
        child = await startChildServer({
          databasePath: join(home.directory, 'sommet.sqlite'),
          clientDirectory: home.directory,
          port: Number(new URL(home.url).port),
          env: { REDIS_URL: summit.redis.url, RELAY_KEY },
        });
      };
      try {
        await start();
        const relay = await summit.startRelay();
        const writers = [summit.sitDown(relay, ana), summit.sitDown(relay, ben)];
        for (const bot of writers) await bot.synced(RECOVERY_MS);
        for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
          await typeUntilAcknowledged(writers, 20);
          await child!.end(signal);
          const kept = promises(writers);
          const told = writers.map((bot) => bot.report().acknowledgedClock);
          await until(() => relay.isReady().then((is) => !is), RECOVERY_MS, 'the relay to notice');
          // They go on typing, and are told nothing that is not so.
          const typed = writers.map((bot) => bot.report().edits);
          await until(() => writers.every((bot, i) => bot.report().edits > typed[i]! + 10));
          expect(writers.map((bot) => bot.report().acknowledgedClock)).toEqual(told);
          for (const bot of writers) bot.stop();
          // What the home has on its disk is looked at before the writers bring anything back.
          const file = readKept(home.directory, documentId);
          for (const [clientId, clock] of kept) {
            expect(file.get(clientId) ?? 0, signal).toBeGreaterThanOrEqual(clock);
          }
          await start();
          await agree(writers);
          for (const bot of writers) expect(bot.report().closeCodes).toEqual([]);
        }
        const late = summit.sitDown('home', reader);
        await late.synced();
        await agree([...writers, late]);
      } finally {
        await (child as ChildServer | null)?.end('SIGKILL');
        await home.start();
      }
    });

    test('[SY2][RE4] Redis has no memory left: nothing is called saved, and all goes on when it has', async () => {
      await using summit = await openSummit();
      const { atRelay, everybody } = await begin(summit);
      await summit.redis.command('CONFIG', 'SET', 'maxmemory', '1');
      await until(() => seats(summit) === 1, RECOVERY_MS, 'the home to notice');
      expectKept(summit.home, summit.documentId, promises(everybody));
      await summit.redis.command('CONFIG', 'SET', 'maxmemory', '0');
      await typeUntilAcknowledged(everybody, 10);
      await agree(everybody);
      for (const bot of atRelay) expect(bot.report().closeCodes).toEqual([]);
    });

    test('[SY2][RE4] Redis stands still for longer than a lease, and people go on', async () => {
      await using summit = await openSummit();
      const { atRelay, everybody } = await begin(summit);
      summit.redis.pause();
      await until(() => seats(summit) === 1, RECOVERY_MS, 'the home to notice');
      expectKept(summit.home, summit.documentId, promises(everybody));
      summit.redis.resume();
      await typeUntilAcknowledged(everybody, 10);
      await agree(everybody);
      for (const bot of atRelay) expect(bot.report().closeCodes).toEqual([]);
    });

    test('[SY2][RE4] the network between a relay and Redis is cut and mended', async () => {
      await using summit = await openSummit();
      await using line = await openTcpProxy(summit.redis.port);
      const { relay, atRelay, everybody } = await begin(summit, `redis://127.0.0.1:${line.port}`);
      line.cut();
      await until(() => seats(summit) === 1, RECOVERY_MS, 'the home to notice');
      await until(() => relay.isReady().then((is) => !is), RECOVERY_MS, 'the relay to notice');
      expectKept(summit.home, summit.documentId, promises(everybody));
      line.mend();
      await typeUntilAcknowledged(everybody, 10);
      await agree(everybody);
      for (const bot of atRelay) expect(bot.report().closeCodes).toEqual([]);
      expect(seats(summit)).toBe(3);
    });
  },
);

/** The clocks of a document as the files of a home that has gone say. */
function readKept(directory: string, documentId: string): Map<number, number> {
  const db = new SQLite(join(directory, 'sommet.sqlite'), { readonly: true });
  const doc = new Y.Doc();
  try {
    const rows = db
      .prepare<[string], Buffer>(
        'SELECT bytes FROM document_update WHERE documentId = ? ORDER BY seq',
      )
      .pluck()
      .all(documentId);
    doc.transact(() => {
      for (const bytes of rows) Y.applyUpdate(doc, bytes);
    });
    return Y.decodeStateVector(Y.encodeStateVector(doc));
  } finally {
    doc.destroy();
    db.close();
  }
}
