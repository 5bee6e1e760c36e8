// A server process that is killed, and one that is asked to stop, while people type.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { difference } from '../convergence/compare.ts';
import { type Bot, startBot } from '../support/bots.ts';
import { createRandom, seedFromEnvironment } from '../support/seed.ts';
import { startTestServer, type TestPerson, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createCarefulWriter } from './careful-writer.ts';
import { type ChildServer, startChildServer } from './server-child.ts';

const WRITERS = 5;
const EDITS_PER_SECOND = 20;
/** SY10. */
const STOP_MS = 5_000;

describe('a server process that dies', () => {
  const random = createRandom(seedFromEnvironment('SOMMET_SEED'));
  let layout: TestServer;
  let people: TestPerson[];
  let teamId: string;
  let child: ChildServer | null = null;
  let isLaidOut = false;
  const bots: Bot[] = [];

  // Lays out people and a team in this process, then gives way to the process to be killed.
  beforeAll(async () => {
    layout = await startTestServer();
    const { teams } = layout.createHackathon();
    teamId = (teams[0] as { id: string }).id;
    people = [];
    for (let i = 0; i <= WRITERS; i++) {
      people.push(await layout.signUp({ name: `Person ${i}`, teamIds: [teamId] }));
    }
  });

  afterAll(async () => {
    for (const bot of bots) bot.leave();
    if (child !== null) await child.end('SIGKILL');
    await layout[Symbol.asyncDispose]();
  });

  const start = async (): Promise<void> => {
    child = await startChildServer({
      databasePath: join(layout.directory, 'sommet.sqlite'),
      clientDirectory: layout.directory,
      port: Number(new URL(layout.url).port),
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const dying = child as ChildServer;
    child = null;
    return dying.end(signal);
  };
  const headersOf = (person: TestPerson) => ({
    origin: layout.url,
    cookie: `sommet=${person.cookie}`,
  });
  const syncUrl = () => `${layout.url.replace('http', 'ws')}/api/sync`;
  const sitDown = (documentId: string, person: TestPerson, seed: number): Bot => {
    const bot = startBot({
      url: syncUrl(),
      documentId,
      headers: headersOf(person),
      params: { schema: '1' },
      seed,
    });
    bots.push(bot);
    return bot;
  };
  /** A document, five people writing in it, and the process that serves them. */
  const writeTogether = async (): Promise<{ documentId: string; writers: Bot[] }> => {
    // The files belong to one process at a time.
    if (isLaidOut) await layout.start();
    isLaidOut = true;
    const documentId = layout.createDocument(teamId, 'tool', { name: 'Crash' }, people[0]);
    await layout.stop();
    await start();
    const writers = people
      .slice(0, WRITERS)
      .map((person, i) => sitDown(documentId, person, random.seed + i));
    for (const writer of writers) await writer.synced();
    for (const writer of writers) writer.start(EDITS_PER_SECOND);
    return { documentId, writers };
  };
  /** What of each writer another one has seen, or the writer was told is saved: its next clock. */
  const promised = (writers: readonly Bot[]): Map<number, number> => {
    const clocks = new Map<number, number>();
    for (const writer of writers) {
      const { clientId, acknowledgedClock } = writer.report();
      const seen = writers
        .filter((other) => other !== writer)
        .map((other) => Y.getState(other.doc.store, clientId));
      clocks.set(clientId, Math.max(acknowledgedClock, ...seen));
    }
    return clocks;
  };
  /** Throws when somebody has seen a word, or a deletion, that the disk does not know. */
  const expectHolds = (stored: Y.Doc, seen: Y.Doc): void => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(stored));
    let news = 0;
    copy.on('update', () => news++);
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(seen));
    expect(news, 'what was seen and is not on the disk').toBe(0);
  };
  const acknowledgedEdits = (writers: readonly Bot[]): number =>
    writers.reduce((sum, writer) => sum + writer.report().acknowledgedClock, 0);

  test('[SY2] kill -9 while five people type loses nothing that was seen or acknowledged', async () => {
    console.log(`Seed ${random.seed}`);
    const { documentId, writers } = await writeTogether();
    const witness = sitDown(documentId, people[WRITERS] as TestPerson, 0);
    const careful = createCarefulWriter();
    for (let round = 0; round < 3; round++) {
      await witness.synced();
      await careful.begin(
        `${syncUrl()}/${documentId}?schema=1`,
        headersOf(people[0] as TestPerson),
      );
      const steps = careful.acknowledged;
      const wanted = acknowledgedEdits(writers) + random.between(60, 200);
      await until(() => acknowledgedEdits(writers) >= wanted, 30_000, 'edits to be acknowledged');
      await until(() => careful.acknowledged > steps + 10, 30_000, 'careful steps');
      await end('SIGKILL');
      for (const writer of writers) writer.stop();
      // Nobody comes back yet: a client would bring along what the server has lost.
      for (const bot of [...writers, witness]) bot.provider.disconnect();
      careful.end();
      const promises = promised(writers);
      await start();
      const reader = sitDown(documentId, people[WRITERS] as TestPerson, 0);
      await reader.synced();
      for (const [clientId, clock] of promises) {
        expect(
          Y.getState(reader.doc.store, clientId),
          `edits of ${clientId}`,
        ).toBeGreaterThanOrEqual(clock);
        expect(clock).toBeGreaterThan(0);
      }
      expectHolds(reader.doc, witness.doc);
      careful.expectKept(reader.doc);
      for (const bot of [...writers, witness]) bot.provider.connect();
      for (const writer of writers) await writer.saved();
      await until(
        () => writers.every((writer) => difference('tool', writer.doc, reader.doc) === null),
        10_000,
        'all documents to be the same again',
      );
      reader.leave();
      for (const writer of writers) writer.start(EDITS_PER_SECOND);
    }
    for (const bot of [...writers, witness]) bot.leave();
    await end('SIGKILL');
  });

  test('[SY10] SIGTERM closes every socket with 1012, leaves within 5 s and loses nothing', async () => {
    const { documentId, writers } = await writeTogether();
    const witness = sitDown(documentId, people[WRITERS] as TestPerson, 0);
    const careful = createCarefulWriter();
    await witness.synced();
    await careful.begin(`${syncUrl()}/${documentId}?schema=1`, headersOf(people[0] as TestPerson));
    await until(() => acknowledgedEdits(writers) > 100, 30_000, 'edits to be acknowledged');
    await until(() => careful.acknowledged > 10, 30_000, 'careful steps');
    const askedAt = performance.now();
    const exit = await end('SIGTERM');
    expect(performance.now() - askedAt).toBeLessThan(STOP_MS);
    expect(exit).toEqual({ code: 0, signal: null });
    for (const writer of writers) {
      writer.stop();
      await until(() => writer.report().closeCodes.length > 0, 5_000, 'the socket to be closed');
      expect(writer.report().closeCodes[0]).toBe(1012);
      writer.provider.disconnect();
    }
    witness.provider.disconnect();
    careful.end();
    const promises = promised(writers);
    await start();
    const reader = sitDown(documentId, people[WRITERS] as TestPerson, 0);
    await reader.synced();
    expectHolds(reader.doc, witness.doc);
    careful.expectKept(reader.doc);
    for (const [clientId, clock] of promises) {
      expect(Y.getState(reader.doc.store, clientId)).toBeGreaterThanOrEqual(clock);
    }
    for (const writer of writers) writer.provider.connect();
    for (const writer of writers) await writer.saved();
    await until(
      () => writers.every((writer) => difference('tool', writer.doc, reader.doc) === null),
      10_000,
      'all documents to be the same again',
    );
  });
});
