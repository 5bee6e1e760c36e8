// What the packets of a network do to somebody's words: cut to pieces, glued together, followed by the
// end. What arrived whole is saved, what did not is nowhere, and the people beside go on writing.
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE, MESSAGE, SYNC } from '../../shared/protocol.ts';
import { syncFrame } from '../support/raw-socket.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { joinBystanders } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';
import { clientFrame, closeFrame, OPCODE } from './frame-stand.ts';
import { isGone, upgradeByHand } from './raw-peer.ts';

/** Somebody's words, each in a frame of its own, typed into a field that nobody else writes in. */
function framesOf(words: readonly string[]): Buffer[] {
  const doc = new Y.Doc();
  const text = doc.getText('website');
  const frames: Buffer[] = [];
  doc.on('update', (update: Uint8Array) =>
    frames.push(clientFrame(syncFrame(SYNC.update, update))),
  );
  for (const word of words) text.insert(text.length, word);
  return frames;
}

/** What the disk holds of that field. */
function saved(relay: TestRelay, documentId: string): string {
  const doc = new Y.Doc();
  for (const { bytes } of relay.rows(documentId)) Y.applyUpdate(doc, bytes);
  if (doc.store.pendingStructs !== null) throw new Error('the log waits for something');
  return doc.getText('website').toString();
}

const queryFrame = clientFrame(new Uint8Array([MESSAGE.queryAwareness]));
const pingFrame = clientFrame('?', { opcode: OPCODE.ping });

/** The close codes among everything a peer was sent, also behind long frames. */
function listenForClose(socket: Socket): () => number | null {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  return () => {
    let at = bytes.indexOf('\r\n\r\n') + 4;
    while (at + 4 <= bytes.length) {
      const short = bytes[at + 1] as number;
      if (bytes[at] === 0x88) return bytes.readUInt16BE(at + 2);
      at += short < 126 ? 2 + short : 4 + bytes.readUInt16BE(at + 2);
    }
    return null;
  };
}

describe('words in packets', () => {
  const [first, second] = framesOf(['saved', ' and more']) as [Buffer, Buffer];
  const text = clientFrame('hello', { opcode: OPCODE.text });
  const broken = clientFrame('', { reserved: 7 });

  it.each<[what: string, last: Buffer, code: number]>([
    ['a goodbye', closeFrame(1000), 1000],
    ['a frame that is none', broken, 1002],
    ['a text', text, CLOSE.invalid.code],
    ['a message that is none', clientFrame(new Uint8Array([42])), CLOSE.invalid.code],
  ])(
    '[SY2] are saved and shown when %s follows them in the same packet',
    async (_what, last, code) => {
      await using relay = await startRelay();
      const id = relay.createDocument();
      using people = await joinBystanders(relay, id);
      const ana = await upgradeByHand(relay, `/${id}?person=ana`, Buffer.concat([first, last]));
      const closeCode = listenForClose(ana);
      await until(() => closeCode() !== null);
      expect(closeCode()).toBe(code);
      ana.end();
      await isGone(ana);
      await until(() => people.cleo.doc.getText('website').toString() === 'saved');
      expect(saved(relay, id)).toBe('saved');
      await until(() => relay.rooms.present(id).length === 2);
      await people.expectUndisturbed();
    },
  );

  it('[SY12] are none when they come behind a goodbye', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const ana = await upgradeByHand(
      relay,
      `/${id}?person=ana`,
      Buffer.concat([first, closeFrame(1000), second]),
    );
    await isGone(ana);
    await people.expectUndisturbed();
    expect(saved(relay, id)).toBe('saved');
  });

  it('[SY12] are whole when they come one byte at a time, in pieces, or with pings between', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const words = Array.from({ length: 9 }, (_, i) => `word ${i}, `);
    const frames = framesOf(words);
    const ana = await upgradeByHand(relay, `/${id}?person=ana`);
    ana.resume();
    for (const frame of frames.slice(0, 3)) {
      for (const byte of frame) {
        ana.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await until(() => saved(relay, id) === words.slice(0, 3).join(''));
    const payload = (frame: Buffer) => {
      const mask = frame.subarray(2, 6);
      return frame.subarray(6).map((byte, i) => byte ^ (mask[i % 4] as number));
    };
    for (const frame of frames.slice(3, 6)) {
      const bytes = payload(frame);
      ana.write(clientFrame(bytes.subarray(0, 1), { isFinal: false }));
      ana.write(Buffer.concat([pingFrame, pingFrame]));
      ana.write(clientFrame(bytes.subarray(1, 9), { isFinal: false, opcode: OPCODE.continuation }));
      ana.write(clientFrame(bytes.subarray(9), { opcode: OPCODE.continuation }));
    }
    await until(() => saved(relay, id) === words.slice(0, 6).join(''));
    ana.write(Buffer.concat([pingFrame, ...frames.slice(6), pingFrame]));
    await until(() => people.ben.doc.getText('website').toString() === words.join(''));
    expect(saved(relay, id)).toBe(words.join(''));
    expect(relay.rows(id).filter(({ personId }) => personId === 'ana').length).toBeLessThan(10);
    await people.expectUndisturbed();
    ana.destroy();
  });

  it('[SY12][PR2] of which only half arrived before the line was cut are not in the log', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    for (const cut of [1, 2, 5, 7, second.length - 1]) {
      const ana = await upgradeByHand(relay, `/${id}?person=ana`, first);
      ana.write(second.subarray(0, cut));
      await until(() => saved(relay, id) === 'saved');
      await until(() => relay.rooms.present(id).length === 3);
      ana.resetAndDestroy();
      await until(() => relay.rooms.present(id).length === 2);
    }
    expect(saved(relay, id)).toBe('saved');
    await people.expectUndisturbed();
  });
});

describe('connections that end in whatever way', () => {
  it('[SY6] leave no room, no socket and no timer behind', async () => {
    await using relay = await startRelay({ rooms: { limits: { graceMs: 0, sweepMs: 5 } } });
    const documents = Array.from({ length: 5 }, () => relay.createDocument());
    const held = (kind: string) =>
      process.getActiveResourcesInfo().filter((resource) => resource === kind).length;
    const before = ['TCPSocketWrap', 'Timeout'].map(held);
    const [first, second] = framesOf(['one', 'two']) as [Buffer, Buffer];
    const lasts = [
      Buffer.alloc(0),
      second.subarray(0, 1),
      second.subarray(0, 9),
      closeFrame(1000),
      closeFrame(1006),
      clientFrame('', { reserved: 7 }),
      clientFrame('hello', { opcode: OPCODE.text }),
      clientFrame('', { isFinal: false }),
      clientFrame(new Uint8Array([42])),
      clientFrame('', { declaredLength: 2n ** 40n, lengthBits: 64 }),
    ];
    const ends: ((socket: Socket) => void)[] = [
      (socket) => socket.end(),
      (socket) => socket.destroy(),
      (socket) => socket.resetAndDestroy(),
    ];
    for (let cycle = 0; cycle < 300; cycle++) {
      const path = cycle % 11 === 0 ? '/nowhere' : `/${documents[cycle % 5]}?person=p${cycle % 3}`;
      const last = lasts[cycle % lasts.length] as Buffer;
      const socket = await upgradeByHand(relay, path, Buffer.concat([first, last]));
      if (cycle % 2 === 0) await new Promise((resolve) => socket.once('data', resolve));
      (ends[cycle % ends.length] as (socket: Socket) => void)(socket);
      if (!socket.destroyed) await isGone(socket);
    }
    await until(() => relay.rooms.stats.connections === 0 && relay.rooms.stats.rooms === 0);
    await until(() => relay.watched === 0);
    await until(() => held('TCPSocketWrap') <= (before[0] as number));
    await until(() => held('Timeout') <= (before[1] as number));
  });
});

describe('a packet full of small frames', () => {
  it('[WS4] beyond the limit sends its sender away; what it said up to there is saved', async () => {
    const limits = { frames: { perSecond: 1, burst: 100 } };
    await using relay = await startRelay({ rooms: { limits } });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const words = Array.from({ length: 150 }, (_, i) => `${i} `);
    const ana = await upgradeByHand(
      relay,
      `/${id}?person=ana`,
      Buffer.concat([...framesOf(words), ...Array.from({ length: 5_000 }, () => queryFrame)]),
    );
    const closeCode = listenForClose(ana);
    await until(() => closeCode() !== null);
    expect(closeCode()).toBe(CLOSE.tooFast.code);
    await until(() => saved(relay, id) !== '');
    expect(saved(relay, id)).toBe(words.slice(0, 100).join(''));
    await until(() => relay.rooms.present(id).length === 2);
    await people.expectUndisturbed();
    ana.destroy();
  });

  it('[WS4][PR2] from many at once leaves the people beside them alone', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const flood = Buffer.concat(Array.from({ length: 20_000 }, () => queryFrame));
    const mob = await Promise.all(
      Array.from({ length: 20 }, (_, i) => upgradeByHand(relay, `/${id}?person=m${i}`, flood)),
    );
    await people.expectUndisturbed();
    await until(() => relay.rooms.present(id).length === 2);
    await people.expectUndisturbed();
    for (const one of mob) one.destroy();
  });
});

describe('frames that are no message', () => {
  const pong = clientFrame('', { opcode: OPCODE.pong });
  const begin = clientFrame(new Uint8Array([MESSAGE.queryAwareness]), { isFinal: false });
  const piece = clientFrame('', { isFinal: false, opcode: OPCODE.continuation });

  it.each<[what: string, flood: Buffer[]]>([
    ['answers nobody asked for', Array.from({ length: 5_000 }, () => pong)],
    ['empty pieces of one message', [begin, ...Array.from({ length: 5_000 }, () => piece)]],
  ])('[WS4] %s, by the thousand, end the connection', async (_what, flood) => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const mallory = await upgradeByHand(relay, `/${id}?person=mallory`);
    await until(() => relay.rooms.present(id).length === 3);
    mallory.write(Buffer.concat(flood));
    mallory.resume();
    await until(() => relay.rooms.present(id).length === 2);
    await people.expectUndisturbed();
    mallory.destroy();
  });
});

describe('the heartbeat', () => {
  it('[WS4][WS8] hears an answer that stands between messages in one packet', async () => {
    await using relay = await startRelay({ pingMs: 20 });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const frames = framesOf(Array.from({ length: 40 }, (_, i) => `${i} `));
    const ana = await upgradeByHand(relay, `/${id}?person=ana`);
    let pings = 0;
    const pong = clientFrame('', { opcode: OPCODE.pong });
    ana.on('data', (bytes) => {
      // An empty ping; the frames of the document never hold these two bytes at their very end.
      if (!bytes.subarray(-2).equals(Buffer.from([0x89, 0x00]))) return;
      pings++;
      ana.write(Buffer.concat([queryFrame, ...frames.splice(0, 1), pong, queryFrame]));
    });
    await until(() => pings >= 10);
    expect(ana.destroyed).toBe(false);
    expect(relay.rooms.present(id)).toHaveLength(3);
    expect(saved(relay, id)).toContain('7 ');
    await people.expectUndisturbed();
    ana.destroy();
  });

  it('[WS4] is not fooled by somebody who goes on talking and never answers it', async () => {
    await using relay = await startRelay({ pingMs: 20 });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    // The head of a frame that is never finished, a byte at a time.
    const endless = clientFrame('x'.repeat(60_000));
    const slow = await upgradeByHand(relay, `/${id}?person=slow`);
    let sent = 0;
    const dripping = setInterval(() => slow.write(endless.subarray(sent, ++sent)), 1);
    await isGone(slow);
    clearInterval(dripping);
    await until(() => relay.rooms.present(id).length === 2);
    await people.expectUndisturbed();
  });
});
