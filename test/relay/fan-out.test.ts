// What the home writes for a relay, and how a relay bounds its people, without Redis between them.
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeStep2, encodeUpdate } from '../../server/realtime/messages.ts';
import type { RoomConnection, Socket } from '../../server/realtime/types.ts';
import { openDialler } from '../../server/relay/dialler.ts';
import { decodeEntry } from '../../server/relay/entries.ts';
import { type HomeFrame, readHomeFrames } from '../../server/relay/frames.ts';
import { createGrants } from '../../server/relay/grants.ts';
import { openHome } from '../../server/relay/home.ts';
import { LINK_LIMITS } from '../../server/relay/limits.ts';
import { RelaySeats, type RelaySeatsOptions } from '../../server/relay/relay-seats.ts';
import { CLOSE, type CloseEventKind, MESSAGE, SYNC } from '../../shared/protocol.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { until } from '../support/until.ts';

const KEY = 'a key for one test';
const now = () => performance.now();
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

/** A home over `rooms` and one relay, joined by nothing but calls. */
function join(rooms: TestRelay['rooms'], socketLimits: RelaySeatsOptions['socketLimits'] = {}) {
  const frames: HomeFrame[] = [];
  let toRelay: (entry: Uint8Array) => void = () => {};
  const home = openHome({
    key: KEY,
    rooms,
    grants: createGrants({ key: KEY, ttlMs: LINK_LIMITS.grantMs, now: Date.now }),
    admit: ({ sessionId, personId: id }) => ({
      sessionId,
      user: { id, name: id, colour: '#123456', teamId: null },
    }),
    now,
    log: () => {},
    post(_linkId, sealed) {
      const entry = decodeEntry(sealed);
      if (entry.kind === 'batch') frames.push(...readHomeFrames(entry.frames));
      setImmediate(() => toRelay(sealed));
    },
  });
  const seats = new RelaySeats({ limits: LINK_LIMITS, socketLimits, now });
  const dialler = openDialler({
    key: KEY,
    limits: LINK_LIMITS,
    now,
    log: () => {},
    random: Math.random,
    carry(_linkId, { receive }) {
      toRelay = receive;
      return { post: (entry) => void setImmediate(() => home.receive(entry)), close: () => {} };
    },
    linked: (link) => seats.linked(link),
    unlinked: () => seats.unlinked(),
    refused: () => {},
    take: (bytes) => seats.take(bytes),
  });
  closers.push(
    () => home.close(),
    () => dialler.close(),
    () => seats.close(),
  );
  return { home, seats, frames };
}

interface Person {
  readonly end: RoomConnection;
  readonly heard: readonly Uint8Array[];
  readonly closed: readonly CloseEventKind[];
}

function sit(seats: RelaySeats, documentId: string, bufferedBytes = 0): Person {
  const heard: Uint8Array[] = [];
  const closed: CloseEventKind[] = [];
  const socket: Socket = {
    isOpen: true,
    bufferedBytes,
    send: (message) => heard.push(message),
    close: (event) => closed.push(event),
  };
  const end = seats.enter(socket, {
    documentId,
    schema: '1',
    personId: 'ana',
    sessionId: 'session',
  })!;
  return { end, heard, closed };
}

const isUpdate = (message: Uint8Array) => message[0] === MESSAGE.sync && message[1] === SYNC.update;

test('[RE2] an edit is written once for a relay, whatever the number of its people', async () => {
  await using relay = await startRelay();
  relay.db
    .prepare(`INSERT INTO person (id, name, colour, createdAt) VALUES ('ana', 'Ana', '#123456', 0)`)
    .run();
  const documentId = relay.createDocument();
  const { home, seats, frames } = join(relay.rooms);
  await until(() => seats.isLinked);
  const people = Array.from({ length: 30 }, () => sit(seats, documentId));
  await until(() => home.stats.seats === 30);
  const doc = new Y.Doc();
  people[0]!.end.receive(encodeStep2(Y.encodeStateAsUpdate(doc)));
  for (let edit = 1; edit <= 3; edit++) {
    const before = Y.encodeStateVector(doc);
    doc.getText('name').insert(0, 'x');
    people[0]!.end.receive(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
    await until(() => people.slice(1).every(({ heard }) => heard.filter(isUpdate).length === edit));
  }
  const told = frames.filter((frame) => frame.type === 'told' && isUpdate(frame.message));
  expect(told.map((frame) => frame.type === 'told' && frame.audience.type)).toEqual([
    'all-but',
    'all-but',
    'all-but',
  ]);
  expect(people[0]!.heard.filter(isUpdate)).toEqual([]);
  people[0]!.end.closed();
  await until(() => home.stats.seats === 29);
});

test('[WS4] a relay sheds who does not read and who floods, and nobody else', async () => {
  await using relay = await startRelay();
  const documentId = relay.createDocument();
  const { home, seats } = join(relay.rooms, {
    sweepMs: 5,
    slowReaderMs: 0,
    frames: { perSecond: 1, burst: 50 },
  });
  await until(() => seats.isLinked);
  const quiet = sit(seats, documentId);
  const slow = sit(seats, documentId, 8 * 1024 * 1024);
  const loud = sit(seats, documentId);
  await until(() => slow.closed.length > 0);
  for (let i = 0; i < 60; i++) loud.end.receive(Uint8Array.of(MESSAGE.queryAwareness));
  expect(slow.closed).toEqual([CLOSE.tooSlow]);
  expect(loud.closed).toEqual([CLOSE.tooFast]);
  await until(() => home.stats.seats === 1);
  expect(quiet.closed).toEqual([]);
});
