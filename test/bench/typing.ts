// Keystrokes made ahead of time by real Yjs documents, so that generating load costs nothing while
// it is measured. Every keystroke is one inserted character: its clock says which one it is.

import * as Y from 'yjs';
import { createRandom } from '../support/seed.ts';

/** What the editor writes into; a rich-text root of a tool's document. */
export const TYPED_ROOT = 'description.en';

/** One writer's keystrokes. */
interface Typing {
  readonly clientId: number;
  /** `updates[i]` inserts the character with clock i. */
  readonly updates: readonly Uint8Array[];
}

/** A document's beginning and the keystrokes that follow. */
export interface PreparedTyping {
  /** The state every room starts from: one paragraph per writer. */
  readonly seedState: Uint8Array;
  readonly typings: readonly Typing[];
}

/** The first writer's client id; the others count up from it. */
const FIRST_CLIENT_ID = 1_000_001;
/** Whoever laid out the empty paragraphs. */
const SEED_CLIENT_ID = 999_999;
/** One keystroke in so many is made somewhere else in the writer's paragraph. */
const JUMP_EVERY = 40;

/** Lets `writers` type `keystrokes` characters each, every writer in a paragraph of its own. */
export function prepareTyping(writers: number, keystrokes: number, seed = 1): PreparedTyping {
  const seedState = layOutParagraphs(writers);
  const random = createRandom(seed);
  const typings = Array.from({ length: writers }, (_, writer): Typing => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedState);
    doc.clientID = FIRST_CLIENT_ID + writer;
    const paragraph = doc.getXmlFragment(TYPED_ROOT).get(writer) as Y.XmlElement;
    const text = paragraph.get(0) as Y.XmlText;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    let caret = text.length;
    for (let i = 0; i < keystrokes; i++) {
      if (random.below(JUMP_EVERY) === 0) caret = random.between(1, text.length);
      text.insert(caret++, random.below(6) === 0 ? ' ' : random.word(1));
    }
    doc.destroy();
    return { clientId: FIRST_CLIENT_ID + writer, updates };
  });
  return { seedState, typings };
}

function layOutParagraphs(writers: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = SEED_CLIENT_ID;
  const root = doc.getXmlFragment(TYPED_ROOT);
  doc.transact(() => {
    for (let i = 0; i < writers; i++) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`Part ${i}: `)]);
      root.insert(i, [paragraph]);
    }
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
