// The scanner against Yjs' own decoder: on honest updates, on broken ones, and on each kind of content.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Edit, editAtRandom } from '../../test/support/edits.ts';
import { createRandom, type Random, seedFromEnvironment } from '../../test/support/seed.ts';
import { UpdateScanner } from './update-scanner.ts';

interface Struct {
  client: number;
  clock: number;
  length: number;
}

const anyRoot = () => true;

function scanned(scanner: UpdateScanner): Struct[] {
  const structs: Struct[] = [];
  for (let s = 0; s < scanner.sectionCount; s++) {
    const { client, first, end } = scanner.sections[s]!;
    for (let row = first; row < end; row++) {
      structs.push({ client, clock: scanner.clock[row]!, length: scanner.length[row]! });
    }
  }
  return structs;
}

function decoded(update: Uint8Array): Struct[] {
  return Y.decodeUpdate(update)
    .structs.filter((struct) => !(struct instanceof Y.Skip))
    .map(({ id, length }) => ({ client: id.client, clock: id.clock, length }));
}

function scannedDeletes(scanner: UpdateScanner): string[] {
  return Array.from(
    { length: scanner.deleteCount },
    (_, row) =>
      `${scanner.deleteClient[row]} ${scanner.deleteClock[row]} ${scanner.deleteLength[row]}`,
  );
}

function decodedDeletes(update: Uint8Array): string[] {
  return [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => `${client} ${clock} ${len}`),
  );
}

/** Everything Yjs can write, beyond what the editor does. */
const exotic: Edit[] = [
  (doc) => doc.getArray('array').push([1, 'zwei', null, true, { a: [1.5, 2 ** 40, -7] }]),
  (doc) => doc.getMap('map').set('bytes', new Uint8Array([1, 2, 3])),
  (doc) => doc.getMap('map').set('nested', new Y.Map()),
  (doc) => doc.getText('text').insertEmbed(0, { image: 'x' }),
  (doc) => doc.getText('text').format(0, doc.getText('text').length, { bold: true }),
  (doc) => doc.getXmlFragment('xml').insert(0, [new Y.XmlElement('p'), new Y.XmlText('été 🌍')]),
  (doc) => doc.getArray('array').insert(0, [new Y.XmlHook('hook')]),
  (doc) => {
    const xml = doc.getXmlFragment('xml');
    if (xml.length > 0) xml.delete(0, 1);
  },
];

/** Updates of two people who meet now and then, one at a time and as whole states. */
function honestUpdates(random: Random, count: number): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = [new Y.Doc(), new Y.Doc()];
  docs.forEach((doc, i) => {
    doc.clientID = 1 + i + random.below(2 ** 31);
    doc.on('update', (update: Uint8Array) => updates.push(update));
  });
  while (updates.length < count) {
    const doc = random.pick(docs);
    if (random.chance(0.1)) random.pick(exotic)(doc, random);
    else doc.transact(() => editAtRandom(doc, random));
    if (random.chance(0.1)) {
      const [one, other] = docs as [Y.Doc, Y.Doc];
      Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
      Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
    }
  }
  updates.push(...docs.map((doc) => Y.encodeStateAsUpdate(doc)), Y.mergeUpdates(updates));
  return updates;
}

/** A copy with a few bytes changed, cut off or doubled. */
function broken(update: Uint8Array, random: Random): Uint8Array {
  const bytes = [...update];
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const at = random.below(bytes.length);
    const gesture = random.below(4);
    if (gesture === 0) bytes[at] = random.below(256);
    else if (gesture === 1) bytes.splice(at, 1 + random.below(4));
    else if (gesture === 2) bytes.splice(at, 0, random.below(256));
    else bytes.length = Math.max(1, at);
  }
  return Uint8Array.from(bytes);
}

/** Random worlds take their time on a busy machine. */
const SLOW = { timeout: 60_000 };

describe('the update scanner', () => {
  it('[SY12] sees in honest updates what Yjs sees', SLOW, () => {
    const seed = seedFromEnvironment();
    console.info(`seed ${seed}`);
    const random = createRandom(seed);
    const scanner = new UpdateScanner();
    let structs = 0;
    for (let world = 0; world < 6; world++) {
      for (const update of honestUpdates(random, 100)) {
        expect(scanner.scan(update, 0, update.length, anyRoot)).toBeNull();
        expect(scanned(scanner)).toEqual(decoded(update));
        expect(scannedDeletes(scanner).sort()).toEqual(decodedDeletes(update).sort());
        structs += scanner.structCount;
      }
    }
    expect(structs).toBeGreaterThan(500);
  });

  it(
    '[SY12] accepts no broken update that Yjs refuses, and sees the same in the others',
    SLOW,
    () => {
      const seed = seedFromEnvironment();
      console.info(`seed ${seed}`);
      const random = createRandom(seed);
      const scanner = new UpdateScanner();
      let accepted = 0;
      let refused = 0;
      for (let world = 0; world < 4; world++) {
        const updates = honestUpdates(random, 60);
        for (let i = 0; i < 3000; i++) {
          const update = broken(random.pick(updates), random);
          if (scanner.scan(update, 0, update.length, anyRoot) !== null) {
            refused++;
            continue;
          }
          accepted++;
          expect(scanned(scanner)).toEqual(decoded(update));
        }
      }
      expect(accepted).toBeGreaterThan(100);
      expect(refused).toBeGreaterThan(100);
    },
  );

  it('is total: random bytes end in a verdict', SLOW, () => {
    const seed = seedFromEnvironment();
    console.info(`seed ${seed}`);
    const random = createRandom(seed);
    const scanner = new UpdateScanner();
    for (let i = 0; i < 5_000; i++) {
      const bytes = Uint8Array.from({ length: random.below(40) }, () => random.below(256));
      expect(() => scanner.scan(bytes, 0, bytes.length, anyRoot)).not.toThrow();
    }
  });

  it('scans a window of a larger frame', () => {
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'x');
    const update = Y.encodeStateAsUpdate(doc);
    const frame = new Uint8Array(update.length + 7).fill(0xff);
    frame.set(update, 3);
    const scanner = new UpdateScanner();
    expect(scanner.scan(frame, 3, 3 + update.length, anyRoot)).toBeNull();
    expect(scanned(scanner)).toEqual(decoded(update));
    expect(scanner.scan(frame, 3, 4 + update.length, anyRoot)).toBe('malformed');
  });
});
