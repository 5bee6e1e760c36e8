// Sockets that break the rules of the wire: frames that are none, too many, too large, too slow. The
// one that does it goes; the process and everybody else stay.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createOriginCheck, isAllowedOrigin } from '../../server/realtime/upgrade.ts';
import { CLOSE, MESSAGE, SYNC } from '../../shared/protocol.ts';
import { openRawSocket, syncFrame } from '../support/raw-socket.ts';
import { startRelay } from '../support/relay.ts';
import { joinBystanders } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';
import { isGone, upgradeByHand } from './raw-peer.ts';

/** Frames that are no message of the protocol. */
const garbage: [what: string, frame: Uint8Array][] = [
  ['an empty frame', new Uint8Array([])],
  ['an unknown message type', new Uint8Array([42, 1, 2])],
  ['an unknown sync step', new Uint8Array([MESSAGE.sync, 9, 0])],
  ['a length that never ends', new Uint8Array(20).fill(0xff)],
  ['a payload cut short', new Uint8Array([MESSAGE.sync, SYNC.update, 200, 1, 2])],
  ['bytes after the message', new Uint8Array([MESSAGE.queryAwareness, 1])],
  ['a state vector that is none', syncFrame(SYNC.step1, new Uint8Array([5, 1]))],
  ['an awareness message cut short', new Uint8Array([MESSAGE.awareness, 2, 1, 7])],
];

describe('sockets', () => {
  it('[WS3] survive a broken frame in the same packet as the upgrade', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    // A text frame with a reserved bit set, masked: seven bytes.
    const broken = Buffer.from([0xf1, 0x81, 0, 0, 0, 0, 0x61]);
    await isGone(await upgradeByHand(relay, `/${id}?person=mallory`, broken));
    // And one that is not masked at all.
    await isGone(await upgradeByHand(relay, `/${id}?person=mallory`, Buffer.from([0x82, 1, 0])));
    await people.expectUndisturbed();
  });

  it.each(garbage)('[WS3] %s closes its own connection only', async (_what, frame) => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await openRawSocket(`${relay.url}/${id}?person=mallory&schema=1`);
    mallory.send(frame);
    expect(await mallory.closed()).toBe(CLOSE.invalid.code);
    expect(mallory.closeReason).toBe(CLOSE.invalid.reason);
    await people.expectUndisturbed();
  });

  it('closes who sends text', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using mallory = await openRawSocket(`${relay.url}/${id}?person=mallory`);
    mallory.ws.send('hello');
    expect(await mallory.closed()).toBe(CLOSE.invalid.code);
  });

  it('[WS4] closes who sends more than 1 MiB at once', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await openRawSocket(`${relay.url}/${id}?person=mallory`);
    mallory.send(new Uint8Array(1024 * 1024 + 1));
    expect(await mallory.closed()).toBe(1009);
    await people.expectUndisturbed();
  });

  it('[WS4] sends who floods away for a while, by frames and by bytes', async () => {
    const limits = {
      frames: { perSecond: 1, burst: 50 },
      bytes: { perSecond: 1, burst: 20_000 },
    };
    await using relay = await startRelay({ rooms: { limits } });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    using mallory = await openRawSocket(`${relay.url}/${id}?person=mallory`);
    for (let i = 0; i < 60; i++) mallory.send(new Uint8Array([MESSAGE.queryAwareness]));
    expect(await mallory.closed()).toBe(CLOSE.tooFast.code);
    using other = await openRawSocket(`${relay.url}/${id}?person=mallory`);
    for (let i = 0; i < 3; i++) other.sendStep2(new Uint8Array(9_000));
    expect(await other.closed()).toBe(CLOSE.tooFast.code);
    await people.expectUndisturbed();
  });

  it('[WS4] sends who does not read away for a while, and the others read on', async () => {
    let ahead = 0;
    const limits = {
      sweepMs: 5,
      bytes: { perSecond: 2 ** 30, burst: 2 ** 30 },
    };
    await using relay = await startRelay({ rooms: { limits, now: () => Date.now() + ahead } });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const sleeper = await upgradeByHand(relay, `/${id}?person=sleeper`);
    sleeper.pause();
    await until(() => relay.rooms.present(id).length === 3);
    const doc = new Y.Doc();
    using ana = await openRawSocket(`${relay.url}/${id}?person=ana&schema=1`);
    let counter = 0;
    // What the network itself holds has to be full before anything waits in the server.
    doc.on('update', (update: Uint8Array) => ana.sendUpdate(update));
    for (let i = 0; i < 16; i++) {
      doc.getText('name').insert(0, 'x'.repeat(500_000));
      await ana.acknowledged(++counter);
      doc.getText('name').delete(0, 500_000);
    }
    await ana.acknowledged(++counter);
    expect(relay.rooms.present(id)).toHaveLength(4);
    await people.expectUndisturbed();
    // The sweep has seen it waiting; five seconds later by the relay's clock it is sent away.
    ahead += 4_000;
    await people.expectUndisturbed();
    await until(() => {
      ahead += 1_000;
      return relay.rooms.present(id).length === 3;
    });
    await people.expectUndisturbed();
    sleeper.destroy();
  });

  it('[SY13] asks a client with another schema version to reload', async () => {
    await using relay = await startRelay();
    const id = relay.createDocument();
    using stale = await openRawSocket(`${relay.url}/${id}?person=ana&schema=0`);
    expect(await stale.closed()).toBe(CLOSE.outdatedClient.code);
    expect(stale.closeReason).toBe(CLOSE.outdatedClient.reason);
    expect(stale.heard).toEqual([]);
  });

  it('[WS4] cuts a half-open socket after two pings without an answer', async () => {
    await using relay = await startRelay({ pingMs: 20 });
    const id = relay.createDocument();
    using people = await joinBystanders(relay, id);
    const silent = await upgradeByHand(relay, `/${id}?person=silent`);
    await until(() => relay.rooms.present(id).length === 3);
    await isGone(silent);
    await until(() => relay.rooms.present(id).length === 2);
    await people.expectUndisturbed();
  });

  it('[WS2] names why nobody comes in', async () => {
    await using relay = await startRelay();
    using missing = await openRawSocket(`${relay.url}/nowhere?person=ana`);
    expect(await missing.closed()).toBe(CLOSE.notFound.code);
    const id = relay.createDocument();
    relay.authorize = () => ({ read: false, close: CLOSE.forbidden });
    using forbidden = await openRawSocket(`${relay.url}/${id}?person=ana`);
    expect(await forbidden.closed()).toBe(CLOSE.forbidden.code);
    expect(relay.rooms.stats.connections).toBe(0);
  });

  it('[WS1] an origin is allowed exactly or not at all', () => {
    const allowed = ['https://sommet.example', 'http://192.168.1.5:3000'];
    expect(isAllowedOrigin('https://sommet.example', allowed)).toBe(true);
    expect(isAllowedOrigin('http://192.168.1.5:3000', allowed)).toBe(true);
    for (const origin of [
      undefined,
      null,
      '',
      'null',
      'http://sommet.example',
      'https://sommet.example:8443',
      'https://sommet.example.evil.org',
      'https://SOMMET.example',
      'http://192.168.1.5',
    ]) {
      expect(isAllowedOrigin(origin, allowed)).toBe(false);
    }
  });

  it('[WS1] a laptop carried into another network answers there, and no longer at its old address', () => {
    let address = 'http://192.168.1.5:3000';
    const isAllowed = createOriginCheck(() => ['http://localhost:3000', address]);
    expect(isAllowed('http://192.168.1.5:3000')).toBe(true);
    address = 'http://10.0.0.7:3000';
    expect(isAllowed('http://10.0.0.7:3000')).toBe(true);
    expect(isAllowed('http://localhost:3000')).toBe(true);
    for (const origin of ['http://192.168.1.5:3000', 'http://10.0.0.8:3000', undefined, null]) {
      expect(isAllowed(origin)).toBe(false);
    }
  });
});
