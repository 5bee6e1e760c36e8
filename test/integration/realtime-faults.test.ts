// What people see when the disk refuses, a room breaks or everyone leaves at once: nothing is shown
// that is not saved, nobody has to do anything, and nothing is left behind.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { UnknownDocumentError } from '../../server/realtime/errors.ts';
import { type CloseEventKind, MESSAGE, SYNC } from '../../shared/protocol.ts';
import { openRawSocket, type RawSocket, syncFrame } from '../support/raw-socket.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { joinBystanders, joinStock } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

const fast = { probeMs: 100, sweepMs: 5 };

function storageStates(socket: RawSocket): number[] {
  return socket.heard
    .filter(({ type }) => type === MESSAGE.storage)
    .map(({ payload }) => payload[0]!);
}

/** A raw client that answers every step 1 with all it has, as any provider does. */
async function openAnswering(relay: TestRelay, id: string, doc: Y.Doc): Promise<RawSocket> {
  const socket = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
  socket.ws.on('message', (data: Buffer) => {
    if (data[0] === MESSAGE.sync && data[1] === 0) socket.sendStep2(Y.encodeStateAsUpdate(doc));
  });
  doc.on('update', (update: Uint8Array) => socket.sendUpdate(update));
  return socket;
}

/** Takes the write lock from outside, as a backup tool might. */
function lock(relay: TestRelay): () => void {
  const other = new Database(relay.path);
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('COMMIT');
    other.close();
  };
}

describe('faults of the disk', () => {
  it('[SY3] a locked database holds words back, serves readers, and everything arrives after', async () => {
    await using relay = await startRelay({ rooms: { limits: fast } });
    const id = relay.createDocument();
    const elsewhere = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using far = joinStock(relay, elsewhere, 'far');
    await people.expectUndisturbed();
    const doc = new Y.Doc();
    using ana = await openAnswering(relay, id, doc);
    await ana.acknowledged(1);

    const unlock = lock(relay);
    doc.getText('summary.en').insert(0, 'held');
    const saved = ana.acknowledged(2);
    await until(() => storageStates(ana).includes(0));
    people.ben.doc.getText('licence').insert(0, 'MIT');
    far.name.insert(0, 'far');
    // Who comes now gets what is on the disk, and hears that nothing can be saved.
    using reader = await openRawSocket(`${relay.url}/${id}?person=cleo&schema=1`);
    reader.sendStep1(new Uint8Array([0]));
    await until(() => reader.heard.some(({ type, step }) => type === 0 && step === 1));
    expect(storageStates(reader)).toEqual([0]);
    expect(ana.acknowledgements()).toEqual([1]);
    expect(people.cleo.doc.getText('summary.en').toString()).toBe('');
    expect(people.cleo.doc.getText('licence').toString()).toBe('');

    unlock();
    await saved;
    expect(storageStates(ana)).toEqual([0, 1]);
    await until(() => people.cleo.doc.getText('summary.en').toString() === 'held');
    await until(() => people.cleo.doc.getText('licence').toString() === 'MIT');
    await until(() => relay.rows(elsewhere).length === 1);
    await people.expectUndisturbed();
    expect(far.closeCodes).toEqual([]);
  });

  it('[SY3] a full disk does the same', async () => {
    await using relay = await startRelay({ rooms: { limits: fast } });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    const doc = new Y.Doc();
    using ana = await openAnswering(relay, id, doc);
    await ana.acknowledged(1);
    const pages = relay.db.pragma('page_count', { simple: true }) as number;
    relay.db.pragma(`max_page_count = ${pages + 2}`);
    doc.getText('summary.en').insert(0, 'x'.repeat(30_000));
    const saved = ana.acknowledged(2);
    await until(() => storageStates(ana).includes(0));
    expect(people.cleo.doc.getText('summary.en').length).toBe(0);
    relay.db.pragma('max_page_count = 1000000');
    await saved;
    expect(storageStates(ana)).toEqual([0, 1]);
    await until(() => people.cleo.doc.getText('summary.en').length === 30_000);
    await people.expectUndisturbed();
  });

  it('[SY5] what cannot be read whole is never shown as a blank document', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    relay.db
      .prepare('INSERT INTO document_update (documentId, bytes, at) VALUES (?, ?, 0)')
      .run(id, Buffer.from([1, 2, 3]));
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana`);
    expect(await ana.closed()).toBe(4500);
    expect(ana.heard).toEqual([]);
    expect(() => relay.rooms.read(id, () => 0)).toThrow(/cannot be read whole/);
    // A change that waits for another is no whole document either.
    const gap = relay.createDocument();
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    doc.getText('name').insert(1, 'b');
    relay.updateLog.transaction(() => {
      relay.updateLog.append(gap, null, Y.encodeStateAsUpdate(doc, before), 0);
    });
    using ben = await openRawSocket(`${relay.url}/${gap}?person=ben`);
    expect(await ben.closed()).toBe(4500);
    expect(relay.rooms.stats.rooms).toBe(0);
    expect(() => relay.rooms.read('nowhere', () => 0)).toThrow(UnknownDocumentError);
  });

  it('a listener that throws is logged and hurts nobody', async () => {
    await using relay = await startRelay({
      rooms: {
        onChanged: () => {
          throw new Error('projection');
        },
        onPresence: () => {
          throw new Error('feed');
        },
      },
    });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    expect(relay.logged.map(({ event }) => event)).toContain('on-changed');
    expect(relay.logged.map(({ event }) => event)).toContain('on-presence');
  });
});

describe('the life of a room', () => {
  it('[SY6] a thousand openings, failures and leavings leave nothing behind', async () => {
    const limits = { graceMs: 0, sweepMs: 5 };
    await using relay = await startRelay({ rooms: { limits } });
    const documents = Array.from({ length: 10 }, () => relay.createDocument());
    const timers = () =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const timersBefore = timers();
    const visitor = {
      sessionId: 's',
      user: { id: 'ana', name: 'Ana', colour: '#000000', teamId: null },
    };
    relay.db
      .prepare(
        "INSERT INTO person (id, name, colour, createdAt) VALUES ('ana', 'Ana', '#000000', 0)",
      )
      .run();
    for (let cycle = 0; cycle < 1000; cycle++) {
      const socket = { isOpen: true, bufferedBytes: 0, send: () => {}, close: () => {} };
      const id = cycle % 7 === 0 ? 'nowhere' : documents[cycle % 10]!;
      const connection = relay.rooms.connect(socket, visitor, id);
      if (cycle % 3 === 0) connection?.receive(new Uint8Array([42]));
      connection?.closed();
    }
    await until(() => relay.rooms.stats.rooms === 0);
    expect(relay.rooms.stats.connections).toBe(0);
    await until(() => timers() <= timersBefore);
  });

  it('[SY7] the last one out and the first one in never see an older text', async () => {
    await using relay = await startRelay({
      rooms: { limits: { graceMs: 0, compactAfterRows: 0 } },
    });
    const id = relay.createDocument();
    let text = '';
    for (let round = 0; round < 12; round++) {
      using ana = joinStock(relay, id, 'ana');
      await until(() => ana.provider.synced);
      expect(ana.name.toString()).toBe(text);
      const letter = String.fromCharCode(97 + (round % 26));
      ana.name.insert(ana.name.length, letter);
      text += letter;
      // Leaves with the word still on its way; whoever comes must see it once it is saved.
      ana.provider.ws?.close();
      await until(() => relay.rooms.read(id, (doc) => doc.getText('name').toString()) === text);
    }
    expect(relay.rows(id)).toHaveLength(12);
  });

  it('[SY8] a compacted document is the same document, and its log stays', async () => {
    await using relay = await startRelay({
      rooms: { limits: { graceMs: 0, sweepMs: 5, compactAfterRows: 10 } },
    });
    const id = relay.createDocument();
    {
      using ana = joinStock(relay, id, 'ana');
      await until(() => ana.provider.synced);
      for (let i = 0; i < 30; i++) {
        ana.name.insert(0, 'x');
        await until(() => relay.rows(id).length === i + 1);
      }
    }
    await until(() => relay.rooms.stats.rooms === 0);
    const stored = relay.updateLog.load(id)!;
    expect(stored.state).not.toBeNull();
    expect(stored.updates).toHaveLength(0);
    expect(relay.rows(id)).toHaveLength(30);
    using ben = joinStock(relay, id, 'ben');
    await until(() => ben.provider.synced);
    expect(ben.name.toString()).toBe('x'.repeat(30));
  });

  it("[SY9] the server's own change goes through the room, and is in the log before anyone sees it", async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    await people.expectUndisturbed();
    relay.rooms.edit(id, { type: 'server', personId: null, reason: 'test' }, (doc) => {
      doc.getText('licence').insert(0, 'MIT');
    });
    expect(relay.rows(id).at(-1)?.personId).toBeNull();
    await until(() => people.ben.doc.getText('licence').toString() === 'MIT');
    await people.expectUndisturbed();
    // A change that fails half way leaves no trace.
    const rows = relay.rows(id).length;
    expect(() =>
      relay.rooms.edit(id, { type: 'server', personId: null, reason: 'test' }, (doc) => {
        doc.getText('licence').insert(0, 'half');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(relay.rows(id)).toHaveLength(rows);
    expect(relay.rooms.read(id, (doc) => doc.getText('licence').toString())).toBe('MIT');
    await people.expectUndisturbed();
  });

  it('[SY10] closing finishes the turn and asks everyone to come back', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'last');
    ana.sendUpdate(Y.encodeStateAsUpdate(doc));
    await ana.acknowledged(1);
    relay.rooms.close();
    expect(await ana.closed()).toBe(1012);
    expect(relay.rows(id)).toHaveLength(1);
  });

  it('[SY10] what came in the turn of the closing is on the disk before anyone is asked to come back', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    const order: string[] = [];
    const socket = {
      isOpen: true,
      bufferedBytes: 0,
      send: ([type]: Uint8Array) => {
        if (type === MESSAGE.acknowledge) order.push(`told with ${relay.rows(id).length} rows`);
      },
      close: ({ code }: CloseEventKind) => order.push(`closed with ${code}`),
    };
    const user = { id: 'ana', name: 'Ana', colour: '#123456', teamId: null };
    const connection = relay.rooms.connect(socket, { sessionId: 's', user }, id, 'sommet');
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'last');
    connection?.receive(syncFrame(SYNC.update, Y.encodeStateAsUpdate(doc)));
    connection?.receive(new Uint8Array([MESSAGE.acknowledgeRequest, 7]));
    relay.rooms.close();
    expect(order).toEqual(['told with 1 rows', 'closed with 1012']);
    expect(await ana.closed()).toBe(1012);
  });

  it('[WS6] a change of rights reaches those who are in', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&session=one&schema=1`);
    using other = await openRawSocket(`${relay.url}/${id}?person=ana&session=two&schema=1`);
    const rights = () =>
      ana.heard.filter(({ type }) => type === MESSAGE.rights).map(({ payload }) => payload[0]);
    await until(() => rights().length === 1);
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'late');
    relay.authorize = ({ user }) =>
      user.id === 'ana'
        ? { read: true, write: false, denial: 'finalised' }
        : { read: true, write: true };
    relay.rooms.refreshRights({ documentId: id });
    await until(() => rights().length === 2);
    ana.sendUpdate(Y.encodeStateAsUpdate(doc));
    await until(() => ana.refusals().length === 1);
    expect(relay.rows(id)).toHaveLength(0);
    // Reopened: it is asked for what was refused.
    relay.authorize = () => ({ read: true, write: true });
    const asked = () => ana.heard.filter(({ type, step }) => type === 0 && step === 0).length;
    const before = asked();
    relay.rooms.refreshRights({ documentId: id });
    await until(() => asked() === before + 1);
    expect(rights()).toEqual([1, 0, 1]);
    ana.sendStep2(Y.encodeStateAsUpdate(doc));
    await until(() => people.ben.name.toString() === 'late');
    // Signed out in one session: that one goes, the other stays.
    relay.authorize = ({ sessionId }) =>
      sessionId === 'one'
        ? { read: false, close: { code: 4401, reason: 'signed-out' } }
        : { read: true, write: true };
    relay.rooms.refreshRights({ sessionId: 'one' });
    expect(await ana.closed()).toBe(4401);
    expect(other.closeCode).toBeNull();
    await people.expectUndisturbed();
  });

  it('[WS8] an idle reader and a lone writer keep one connection for ten minutes', async () => {
    let now = 1_000_000;
    await using relay = await startRelay({ rooms: { now: () => now, limits: { sweepMs: 2 } } });
    const id = relay.createDocument();
    using reader = await openRawSocket(`${relay.url}/${id}?person=reader`);
    using writer = await openRawSocket(`${relay.url}/${id}?person=writer`);
    writer.sendAwareness(7, 1, { field: 'name' });
    const doc = new Y.Doc();
    for (let second = 0, clock = 2; second < 600; second += 15) {
      const heard = [reader.heard.length, writer.heard.length];
      now += 15_000;
      writer.sendAwareness(7, clock++, { field: 'name' });
      doc.getText('name').insert(0, 'x');
      writer.sendStep2(
        Y.encodeStateAsUpdate(doc, doc.getText('name').length > 1 ? before(doc) : undefined),
      );
      await until(() => reader.heard.length > heard[0]! && writer.heard.length > heard[1]!);
    }
    expect(reader.closeCode).toBeNull();
    expect(writer.closeCode).toBeNull();
  });
});

/** A state vector that lacks the last keystroke. */
function before(doc: Y.Doc): Uint8Array {
  const clock = Y.getState(doc.store, doc.clientID) - 1;
  return Y.encodeStateVector(new Map([[doc.clientID, clock]]));
}
