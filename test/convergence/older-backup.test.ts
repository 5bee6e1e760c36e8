// An older backup takes the server's place: what people wrote since is in their browsers only, with
// client ids the server has never heard of. Nothing of it may be lost, and nobody stopped.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { openDatabase } from '../../server/db/open.ts';
import { restoreDatabase } from '../../server/operations/restore.ts';
import { sealConfirmation } from '../../shared/seal.ts';
import { type Bot, startBot } from '../support/bots.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';
import { difference } from './compare.ts';

const KIND = 'collective-action';
const AT = Date.UTC(2016, 11, 7);

/** Rooms to go back in time in, with ana and bo at their keyboards. */
async function openWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'sommet-backup-'));
  const backup = join(folder, 'backup.sqlite');
  let relay: TestRelay = await startRelay({ path: join(folder, 'before.sqlite') });
  const documentId = relay.createDocument(KIND);
  const bots: Bot[] = [];
  const world = {
    documentId,
    get relay() {
      return relay;
    },
    join(person: string): Bot {
      const bot = startBot({ url: relay.url, documentId, params: { person, schema: '1' } });
      bots.push(bot);
      return bot;
    },
    /** Keeps what is on the disk now. */
    async backUp(): Promise<void> {
      await relay.db.backup(backup);
    },
    /** Stops the server, restores the backup in its place as an operator does, and starts it. */
    async restore(): Promise<void> {
      for (const bot of bots) bot.provider.disconnect();
      const dead = relay;
      await dead.close();
      const path = join(folder, 'after.sqlite');
      copyFileSync(dead.path, path);
      restoreDatabase({ backup, target: path, isReplacing: true, at: AT });
      relay = await startRelay({ path });
      for (const bot of bots) bot.provider.serverUrl = relay.url;
    },
    text: () => relay.rooms.read(documentId, (doc) => doc.getText('name').toString()),
    /** Everybody has what the server has, and their browsers nothing to be saved. */
    async expectTogether(...together: Bot[]): Promise<void> {
      for (const bot of together) await bot.saved();
      await until(() =>
        together.every((bot) =>
          relay.rooms.read(documentId, (doc) => difference(KIND, bot.doc, doc) === null),
        ),
      );
      for (const bot of together) expect(bot.report().refusals).toEqual([]);
    },
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.leave();
      await relay.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function write(bot: Bot, words: string): void {
  const text = bot.doc.getText('name');
  text.insert(text.length, words);
}

test('[SY2] after an older backup was restored, one browser brings back everybody’s words, and all go on writing', async () => {
  await using world = await openWorld();
  const ana = world.join('ana');
  const bo = world.join('bo');
  await ana.synced();
  await bo.synced();
  write(bo, 'one');
  await bo.saved();
  await world.backUp();
  // Known ids write on, and a new one comes: the backup knows neither.
  write(bo, ' two');
  await bo.saved();
  const cleo = world.join('cleo');
  await cleo.synced();
  write(cleo, ' three');
  await cleo.saved();
  write(ana, ' four');
  await ana.saved();
  await until(() => ana.doc.getText('name').toString() === 'one two three four');

  await world.restore();
  expect(world.text()).toBe('one');
  ana.provider.connect();
  await until(() => world.text() === 'one two three four');
  await world.expectTogether(ana);

  // Both wrote on meanwhile, each under the client id whose words ana has brought back.
  write(bo, ' five');
  write(cleo, ' six');
  bo.provider.connect();
  cleo.provider.connect();
  await world.expectTogether(ana, bo, cleo);
  write(bo, '!');
  write(cleo, '?');
  write(ana, '.');
  await world.expectTogether(ana, bo, cleo);
  const text = world.text();
  for (const words of ['one two three four', ' five', ' six', '!', '?', '.']) {
    expect(text).toContain(words);
  }
});

test('[SY2] a confirmation that an older backup does not have stops nobody who had seen it', async () => {
  await using world = await openWorld();
  const ana = world.join('ana');
  await ana.synced();
  await world.backUp();
  const confirm = (doc: Y.Doc) => sealConfirmation(doc, 'france', 'We will publish.');
  const origin = { type: 'server', personId: null, reason: 'test' } as const;
  world.relay.rooms.edit(world.documentId, origin, confirm);
  world.relay.rooms.edit(world.documentId, origin, confirm);
  write(ana, 'Open by default');
  await ana.saved();
  await until(() => ana.doc.getMap('confirmed').has('france'));

  await world.restore();
  ana.provider.connect();
  await until(() => world.text() === 'Open by default');
  expect(ana.report().refusals).toEqual([]);
  write(ana, ' and by law');
  await ana.saved();
  expect(world.text()).toBe('Open by default and by law');
  world.relay.rooms.read(world.documentId, (doc) => {
    expect(doc.getMap('confirmed').has('france')).toBe(false);
  });
});

test('[AD5] somebody’s live client id stays theirs, also in what another one brings in a whole state', async () => {
  await using world = await openWorld();
  const ana = world.join('ana');
  const bo = world.join('bo');
  await ana.synced();
  await bo.synced();
  write(ana, 'mine');
  await ana.saved();
  await until(() => bo.doc.getText('name').toString() === 'mine');
  bo.provider.disconnect();
  // Without presence, which goes by the id a browser had at first.
  bo.provider.awareness.setLocalState(null);
  bo.doc.clientID = ana.doc.clientID;
  write(bo, ' forged');
  bo.provider.connect();
  await until(() => bo.report().refusals.length > 0);
  expect(bo.report().refusals[0]).toBe('foreign-client');
  expect(world.text()).toBe('mine');
  // The database opens whole, and the claim is still ana's.
  const db = openDatabase(world.relay.path);
  const owner = db
    .prepare('SELECT personId FROM document_client WHERE clientId = ? AND isProven = 1')
    .pluck()
    .get(ana.doc.clientID);
  db.close();
  expect(owner).toBe('ana');
});
