// Two documents are the same when everything in them is, however Yjs has cut it up.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { editAtRandom } from '../../test/support/edits.ts';
import { createRandom, seedFromEnvironment } from '../../test/support/seed.ts';
import { createVerifiedSnapshot } from './compaction.ts';
import { hasSameContent } from './same-content.ts';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Random worlds take their time on a busy machine. */
const SLOW = { timeout: 60_000 };

describe('the comparison of documents', () => {
  it(
    '[SY8] finds a document the same as its state and its log, and different after any edit',
    SLOW,
    () => {
      const seed = seedFromEnvironment();
      console.info(`seed ${seed}`);
      const random = createRandom(seed);
      for (let world = 0; world < 10; world++) {
        const doc = new Y.Doc();
        const updates: Uint8Array[] = [];
        doc.on('update', (update: Uint8Array) => updates.push(update));
        for (let i = 0; i < 80; i++) doc.transact(() => editAtRandom(doc, random));
        const replayed = new Y.Doc();
        for (const update of updates) Y.applyUpdate(replayed, update);
        expect(hasSameContent(doc, copyOf(doc))).toBe(true);
        expect(hasSameContent(doc, replayed)).toBe(true);
        const { state } = createVerifiedSnapshot(doc);
        const compacted = new Y.Doc();
        Y.applyUpdate(compacted, state);
        expect(hasSameContent(doc, compacted)).toBe(true);
        const before = updates.length;
        while (updates.length === before) doc.transact(() => editAtRandom(doc, random));
        expect(hasSameContent(doc, compacted)).toBe(false);
      }
    },
  );

  it('sees a letter, a mark, a value and a node name that differ under the same clocks', () => {
    const pairs: ((doc: Y.Doc, other: boolean) => void)[] = [
      (doc, other) => doc.getText('t').insert(0, other ? 'a' : 'b'),
      (doc, other) => doc.getText('t').insert(0, 'a', { bold: other }),
      (doc, other) => doc.getMap('m').set('k', { deep: [other] }),
      (doc, other) => doc.getMap('m').set('k', Uint8Array.from([other ? 1 : 0])),
      (doc, other) => doc.getXmlFragment('x').insert(0, [new Y.XmlElement(other ? 'p' : 'q')]),
    ];
    for (const change of pairs) {
      const [one, other, same] = [false, true, false].map((flag) => {
        const doc = new Y.Doc();
        doc.clientID = 1;
        change(doc, flag);
        return doc;
      }) as [Y.Doc, Y.Doc, Y.Doc];
      expect(hasSameContent(one, same)).toBe(true);
      expect(hasSameContent(one, other)).toBe(false);
    }
  });
});
