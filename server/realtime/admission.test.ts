// Admission against documents: honest words always come in, and whatever comes in leaves the document
// whole, exactly as far as the clocks say.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editAtRandom } from '../../test/support/edits.ts';
import { createRandom, type Random, seedFromEnvironment } from '../../test/support/seed.ts';
import { Admission, type Verdict } from './admission.ts';
import { clocksOf, isComplete, LiveDocument } from './live-document.ts';
import { hasSameContent } from './same-content.ts';
import { UpdateBatch } from './update-batch.ts';

const PERSON = 'ana';

function emptyDocument(): LiveDocument {
  return new LiveDocument('d', {
    kind: 'tool',
    state: null,
    snapshot: null,
    updates: [],
    throughSeq: 0,
    clients: new Map(),
  });
}

/** Judges, and does with the clocks what a room does. */
function judge(
  admission: Admission,
  live: LiveDocument,
  update: Uint8Array,
  personId = PERSON,
): Verdict {
  const verdict = admission.judge(live, personId, update, 0, update.length);
  if (verdict !== 'new') return verdict;
  const { scanner } = admission;
  for (let s = 0; s < scanner.sectionCount; s++) {
    const { client, end } = scanner.sections[s]!;
    if (admission.newFirst[s] === end) continue;
    live.clocks.set(client, scanner.clock[end - 1]! + scanner.length[end - 1]!);
    if (admission.unclaimed[s]) live.claim(client, { personId, isProven: true });
  }
  return verdict;
}

/** Judges and applies one update by itself. */
function take(admission: Admission, live: LiveDocument, update: Uint8Array, personId = PERSON) {
  const verdict = judge(admission, live, update, personId);
  if (verdict === 'new') {
    const batch = new UpdateBatch();
    batch.add(admission, null, 0, update.length);
    Y.applyUpdate(live.doc, batch.join().update);
  }
  return verdict;
}

function created(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

function broken(update: Uint8Array, random: Random): Uint8Array {
  const bytes = [...update];
  for (let changes = 1 + random.below(2); changes > 0; changes--) {
    const at = random.below(bytes.length);
    const gesture = random.below(8);
    if (gesture < 5) bytes[at] = random.chance(0.5) ? bytes[at]! ^ 1 : random.below(256);
    else if (gesture === 5) bytes.splice(at, 1);
    else if (gesture === 6) bytes.splice(at, 0, random.below(256));
    else bytes.length = Math.max(1, at);
  }
  return Uint8Array.from(bytes);
}

/** Random worlds take their time on a busy machine. */
const SLOW = { timeout: 60_000 };

describe('admission', () => {
  it(
    '[AD13] lets every honest update in, one by one and joined by turns, duplicates aside',
    SLOW,
    () => {
      const seed = seedFromEnvironment();
      console.info(`seed ${seed}`);
      const random = createRandom(seed);
      const admission = new Admission();
      for (let world = 0; world < 8; world++) {
        const live = emptyDocument();
        const people = [0, 1, 2].map((i) => {
          const doc = new Y.Doc();
          const sent: Uint8Array[] = [];
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin !== 'relay') sent.push(update);
          });
          return { id: `person-${i}`, doc, sent };
        });
        const isQuiet = () => people.every(({ sent }) => sent.length === 0);
        // After the last edit, Yjs may still tidy formatting in answer to what others wrote.
        for (let turn = 0; turn < 40 || !isQuiet(); turn++) {
          for (const { doc } of turn < 40 ? people : []) {
            for (let edits = random.below(6); edits > 0; edits--) {
              doc.transact(() => editAtRandom(doc, random));
            }
          }
          let batch: UpdateBatch | null = null;
          const joined: Uint8Array[] = [];
          const applyBatch = () => {
            if (batch === null) return;
            const { update } = batch.join();
            joined.push(update);
            Y.applyUpdate(live.doc, update);
            batch = null;
          };
          for (const { id, doc, sent } of people) {
            // Now and then a whole state arrives between updates, known in part.
            if (random.chance(0.1)) {
              const at = random.below(sent.length + 1);
              sent.splice(at, 0, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc)));
            }
            for (let update of sent.splice(0)) {
              let verdict = judge(admission, live, update, id);
              if (verdict === 'apply-first') {
                applyBatch();
                verdict = judge(admission, live, update, id);
              }
              if (verdict === 'overlaps') {
                applyBatch();
                update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc));
                verdict = judge(admission, live, update, id);
              }
              expect(['new', 'known']).toContain(verdict);
              if (verdict === 'known') continue;
              // A batch is copied when a second person comes into it.
              batch =
                random.chance(0.1) && batch !== null ? batch.copy() : (batch ?? new UpdateBatch());
              batch.add(admission, null, 0, update.length);
              if (random.chance(0.2)) {
                expect(['known', 'new', 'apply-first']).toContain(
                  judge(admission, live, update, id),
                );
              }
            }
          }
          applyBatch();
          expect(isComplete(live.doc)).toBe(true);
          for (const { doc } of people)
            for (const update of joined) Y.applyUpdate(doc, update, 'relay');
          expect(live.clocks).toEqual(clocksOf(live.doc));
        }
        for (const { doc } of people) expect(hasSameContent(doc, live.doc)).toBe(true);
      }
    },
  );

  it('[SY12] whatever it lets in can be applied and leaves nothing waiting', SLOW, () => {
    const seed = seedFromEnvironment();
    console.info(`seed ${seed}`);
    const random = createRandom(seed);
    const admission = new Admission();
    let admitted = 0;
    let turnedAway = 0;
    for (let world = 0; world < 20; world++) {
      const live = emptyDocument();
      const docs = [new Y.Doc(), new Y.Doc()];
      const updates: Uint8Array[] = [];
      for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update));
      for (let i = 0; i < 60; i++) {
        const doc = random.pick(docs);
        doc.transact(() => editAtRandom(doc, random));
        const before = Y.encodeStateVector(live.doc);
        const [one, other] = docs as [Y.Doc, Y.Doc];
        if (random.chance(0.3)) {
          Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
          Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
        }
        const honest = Y.encodeStateAsUpdate(doc, before);
        const attempts = [...updates.slice(-5), honest].map((update) => broken(update, random));
        for (const attempt of attempts) {
          const verdict = take(admission, live, attempt);
          if (verdict !== 'new') {
            turnedAway++;
            continue;
          }
          admitted++;
          expect(isComplete(live.doc)).toBe(true);
          expect(live.clocks).toEqual(clocksOf(live.doc));
        }
        take(admission, live, honest);
      }
    }
    expect(admitted).toBeGreaterThan(100);
    expect(turnedAway).toBeGreaterThan(100);
  });

  it('knows what it knows: a duplicate brings nothing', () => {
    const admission = new Admission();
    const live = emptyDocument();
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'Budget');
    doc.getText('name').delete(0, 2);
    const update = Y.encodeStateAsUpdate(doc);
    expect(take(admission, live, update)).toBe('new');
    expect(take(admission, live, update)).toBe('known');
  });

  it('[AD12] asks for what it has not seen before it takes what follows', () => {
    const admission = new Admission();
    const live = emptyDocument();
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    doc.getText('name').insert(1, 'b');
    expect(take(admission, live, Y.encodeStateAsUpdate(doc, before))).toBe('behind');
    expect(live.clocks.size).toBe(0);
  });

  it('[AD2] tells apart why it refuses', () => {
    const refused = (update: Uint8Array, live = emptyDocument()) =>
      take(new Admission(), live, update);
    expect(refused(new Uint8Array([1, 2, 3]))).toBe('malformed');
    expect(refused(new Uint8Array(2 * 1024 * 1024))).toBe('too-large');
    expect(refused(created((doc) => doc.getText('password').insert(0, 'x')))).toBe('unknown-root');
    expect(refused(created((doc) => doc.getMap('tags').set('__proto__', 1)))).toBe('forbidden-key');
    expect(refused(created((doc) => doc.getMap('tags').set('a', [{ constructor: 1 }])))).toBe(
      'forbidden-key',
    );
    expect(refused(created((doc) => doc.getMap('tags').set('a', new Y.Doc())))).toBe('subdocument');
    expect(
      refused(
        created((doc) => {
          let map = doc.getMap<unknown>('tags');
          for (let i = 0; i < 30; i++) {
            const inner = new Y.Map<unknown>();
            map.set('a', inner);
            map = inner;
          }
        }),
      ),
    ).toBe('too-deep');
    expect(
      refused(
        created((doc) => {
          let value: unknown = 1;
          for (let i = 0; i < 30; i++) value = [value];
          doc.getMap('tags').set('a', value);
        }),
      ),
    ).toBe('too-deep');
    expect(
      refused(
        created((doc) => {
          const text = doc.getText('name');
          for (let i = 0; i < 20_001; i++) text.insert(0, 'x');
        }),
      ),
    ).toBe('too-many-structs');
  });

  it(
    'refuses what would keep Yjs looking for places, and lets typing in any direction through',
    SLOW,
    () => {
      const admission = new Admission();
      const live = emptyDocument();
      // A thousand letters that all claim to be the first of the name, before nobody.
      const letter = [4, 1, 4, 110, 97, 109, 101, 1, 120];
      const crowd = Uint8Array.from([1, 0xe8, 7, 9, 0, ...Array(1000).fill(letter).flat(), 0]);
      expect(Y.decodeUpdate(crowd).structs).toHaveLength(1000);
      expect(take(admission, live, crowd)).toBe('too-many-structs');
      const doc = new Y.Doc();
      const text = doc.getText('name');
      for (let i = 0; i < 5000; i++) text.insert(0, 'x');
      for (let i = 0; i < 5000; i++) text.insert(2500, 'y');
      for (let i = 0; i < 5000; i++) text.insert(text.length, 'z');
      const tags = doc.getMap('tags');
      for (let i = 0; i < 2000; i++) tags.set(`tag${i}`, i);
      for (let i = 0; i < 1000; i++)
        doc.getXmlFragment('description.en').push([new Y.XmlElement('paragraph')]);
      expect(take(admission, live, Y.encodeStateAsUpdate(doc))).toBe('new');
    },
  );

  it('refuses deletions that would cut a text to pieces', SLOW, () => {
    const admission = new Admission();
    const live = emptyDocument();
    const doc = new Y.Doc();
    doc.clientID = 5;
    doc.getText('name').insert(0, 'x'.repeat(12_000));
    expect(take(admission, live, Y.encodeStateAsUpdate(doc))).toBe('new');
    const before = Y.encodeStateVector(doc);
    doc.transact(() => {
      for (let at = 0; at < 5_500; at++) doc.getText('name').delete(at * 2, 1);
    });
    const cuts = Y.encodeStateAsUpdate(doc, before);
    expect(take(admission, live, cuts)).toBe('too-many-structs');
  });

  it('[AD5] gives a client id to the first who writes with it', () => {
    const admission = new Admission();
    const live = emptyDocument();
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'a');
    expect(take(admission, live, Y.encodeStateAsUpdate(doc), 'ana')).toBe('new');
    doc.getText('name').insert(1, 'b');
    const next = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc));
    expect(take(admission, live, next, 'ben')).toBe('foreign-client');
    expect(take(admission, live, next, 'ana')).toBe('new');
  });

  it('asks again when a struct begins inside what is known', () => {
    const admission = new Admission();
    const live = emptyDocument();
    const doc = new Y.Doc();
    doc.getText('name').insert(0, 'a');
    take(admission, live, Y.encodeStateAsUpdate(doc));
    doc.getText('name').insert(1, 'b');
    expect(take(admission, live, Y.encodeStateAsUpdate(doc))).toBe('overlaps');
    const rest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc));
    expect(take(admission, live, rest)).toBe('new');
  });

  it('refuses structs of two clients that wait for each other', () => {
    // Two sections whose only structs name each other as origin: Yjs would park both for ever.
    const update = new Uint8Array([2, 1, 7, 0, 0x84, 9, 0, 1, 97, 1, 9, 0, 0x84, 7, 0, 1, 98, 0]);
    expect(Y.decodeUpdate(update).structs).toHaveLength(2);
    expect(take(new Admission(), emptyDocument(), update)).toBe('unknown-origin');
  });

  it('refuses a deletion of what nobody has written', () => {
    const update = new Uint8Array([0, 1, 7, 1, 0, 5]);
    expect(Y.decodeUpdate(update).ds.clients.size).toBe(1);
    expect(take(new Admission(), emptyDocument(), update)).toBe('delete-beyond-clock');
  });
});
