// Carets of others are drawn only when they can be resolved.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { isReadableCursor } from './remote-cursor.ts';

const ROOT = 'description.en';

function exampleDocument() {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment(ROOT);
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('words');
  paragraph.insert(0, [text]);
  fragment.insert(0, [paragraph]);
  return { doc, fragment, text };
}

function cursorAt(type: Y.XmlFragment | Y.XmlText, index: number): unknown {
  const position = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(type, index));
  return JSON.parse(JSON.stringify({ anchor: position, head: position }));
}

test('[PR1] a caret in the text, at its end and in an empty text is drawn', () => {
  const { fragment, text } = exampleDocument();
  for (const cursor of [cursorAt(text, 2), cursorAt(text, 5), cursorAt(fragment, 1)]) {
    expect(isReadableCursor(cursor, ROOT)).toBe(true);
  }
  expect(isReadableCursor(cursorAt(new Y.Doc().getXmlFragment(ROOT), 0), ROOT)).toBe(true);
});

test('[PR1] a caret in another root is not looked for in this one', () => {
  const other = new Y.Doc().getXmlFragment('description.fr');
  expect(isReadableCursor(cursorAt(other, 0), ROOT)).toBe(false);
});

test('[PR1] whatever is let through can be resolved without an exception', () => {
  const { doc } = exampleDocument();
  const id = fc.oneof(
    fc.constant(null),
    fc.record({ client: fc.oneof(fc.nat(), fc.constant(doc.clientID)), clock: fc.nat(20) }),
    fc.anything(),
  );
  const position = fc.oneof(
    fc.record(
      {
        type: id,
        item: id,
        tname: fc.oneof(fc.constant(ROOT), fc.anything()),
        assoc: fc.integer(),
      },
      { requiredKeys: [] },
    ),
    fc.anything(),
  );
  let readable = 0;
  fc.assert(
    fc.property(position, position, (anchor, head) => {
      if (!isReadableCursor({ anchor, head }, ROOT)) return;
      readable++;
      for (const end of [anchor, head]) {
        Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(end), doc);
      }
    }),
    { numRuns: 3_000 },
  );
  expect(readable).toBeGreaterThan(0);
});
