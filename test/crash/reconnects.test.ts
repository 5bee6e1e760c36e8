// Two thousand laptops that come back to a restarted relay in one instant, each with words from
// meanwhile, which is what jitter on the clients only makes unlikely.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { openRawSocket, type RawSocket } from '../support/raw-socket.ts';
import { startRelay } from '../support/relay.ts';
import { joinBystanders } from '../support/stock-provider.ts';
import { until } from '../support/until.ts';

const DOCUMENTS = 40;
const PEOPLE_EACH = 50;

/** A laptop: what it holds, and the word it has to bring. */
interface Laptop {
  readonly documentId: string;
  readonly person: string;
  readonly doc: Y.Doc;
  readonly word: string;
}

/** Opens a socket that answers the first question with all it has and asks for the rest. */
async function comeBack(url: string, { documentId, person, doc }: Laptop): Promise<RawSocket> {
  const socket = await openRawSocket(`${url}/${documentId}?person=${person}&schema=1`);
  socket.sendStep1(Y.encodeStateVector(doc));
  socket.sendStep2(Y.encodeStateAsUpdate(doc));
  socket.askAcknowledge(1);
  return socket;
}

/** The words a socket was sent, and its own. */
function wordsAt({ heard }: RawSocket, own: Y.Doc): string[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(own));
  for (const { type, step, payload } of heard) {
    if (type === MESSAGE.sync && step !== SYNC.step1) Y.applyUpdate(doc, payload);
  }
  return doc.getText('name').toString().split(' ').filter(Boolean).sort();
}

test('[SY2][WS7] two thousand come back at once: every word is saved and shown, and nobody is sent away', async () => {
  await using before = await startRelay();
  const documentIds = Array.from({ length: DOCUMENTS }, () => before.createDocument());
  const quiet = before.createDocument();
  const laptops: Laptop[] = documentIds.flatMap((documentId, d) =>
    Array.from({ length: PEOPLE_EACH }, (_, p) => {
      const doc = new Y.Doc();
      const word = `d${d}p${p}`;
      doc.getText('name').insert(0, `${word} `);
      return { documentId, person: word, doc, word };
    }),
  );
  // Somebody is in each room when the relay stops.
  const first = await Promise.all(
    documentIds.map((documentId) =>
      openRawSocket(`${before.url}/${documentId}?person=host&schema=1`),
    ),
  );
  before.rooms.close();
  for (const socket of first) expect(await socket.closed()).toBe(1012);

  await using relay = await startRelay({ path: before.path });
  using people = await joinBystanders(relay, quiet);
  await people.expectUndisturbed();
  const coming = Promise.all(laptops.map((laptop) => comeBack(relay.url, laptop)));
  // In the middle of it, beside it.
  await people.expectUndisturbed();
  const sockets = await coming;
  await until(
    () => sockets.every((socket) => socket.acknowledgements().includes(1)),
    60_000,
    'every word to be acknowledged',
  );
  await people.expectUndisturbed();
  for (const documentId of documentIds) {
    const expected = laptops
      .filter((laptop) => laptop.documentId === documentId)
      .map(({ word }) => word)
      .sort();
    const stored = new Y.Doc();
    for (const { bytes } of relay.rows(documentId)) Y.applyUpdate(stored, bytes);
    expect(stored.getText('name').toString().split(' ').filter(Boolean).sort()).toEqual(expected);
    const here = sockets.flatMap((socket, i) => {
      const laptop = laptops[i] as Laptop;
      return laptop.documentId === documentId ? [{ socket, laptop }] : [];
    });
    const [one, other] = [here[0], here.at(-1)];
    for (const someone of [one, other]) {
      const { socket, laptop } = someone as (typeof here)[number];
      await until(() => wordsAt(socket, laptop.doc).length === PEOPLE_EACH, 10_000, 'all words');
    }
  }
  expect(sockets.map(({ closeCode }) => closeCode).filter((code) => code !== null)).toEqual([]);
  expect(sockets.flatMap((socket) => socket.refusals())).toEqual([]);
  expect(relay.rooms.stats.connections).toBe(laptops.length + 2);
  for (const socket of sockets) socket[Symbol.dispose]();
  await until(() => relay.rooms.stats.connections === 2, 30_000);
  await people.expectUndisturbed();
});
