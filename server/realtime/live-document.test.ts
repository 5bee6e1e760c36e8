// What a joiner is told by a document that is still only bytes, beside the same one decoded.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createVerifiedSnapshot } from './compaction.ts';
import { LiveDocument } from './live-document.ts';
import type { StoredDocument } from './types.ts';

function writeTogether(): Y.Doc {
  const doc = new Y.Doc();
  const other = new Y.Doc();
  doc.getText('name').insert(0, 'River Watch');
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getText('name').delete(0, 6);
  other.getText('name').insert(5, 'es');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return doc;
}

function stored(doc: Y.Doc, hasAnswers: boolean): StoredDocument {
  const snapshot = createVerifiedSnapshot(doc);
  return {
    kind: 'tool',
    state: snapshot.state,
    snapshot: hasAnswers ? snapshot : null,
    updates: [],
    throughSeq: 2,
    clients: new Map(),
  };
}

describe('a document opened from its snapshot', () => {
  it('answers every question as the decoded document does', () => {
    const doc = writeTogether();
    const prepared = new LiveDocument('d', stored(doc, true));
    const decoded = new LiveDocument('d', stored(doc, false));
    expect(prepared.askMissing()).toEqual(decoded.askMissing());
    expect(prepared.clocks).toEqual(decoded.clocks);
    expect(prepared.whole()).toEqual(decoded.whole());
    const encoded = Y.encodeStateVector(doc);
    const same = Y.decodeStateVector(encoded);
    expect(prepared.answerMissing(same, encoded)).toEqual(decoded.answerMissing(same, encoded));
    const less = new Map([...same].slice(1));
    const lessEncoded = Y.encodeStateVector(less);
    expect(prepared.answerMissing(less, lessEncoded)).toEqual(
      decoded.answerMissing(less, lessEncoded),
    );
    expect(prepared.doc.getText('name').toString()).toBe(doc.getText('name').toString());
  });

  it('answers a joiner from bytes alone and decodes them when someone writes', () => {
    const { snapshot, ...rest } = stored(writeTogether(), true);
    const undecodable = { ...rest, state: Uint8Array.of(255), snapshot };
    const live = new LiveDocument('d', undecodable);
    expect(live.whole().length).toBeGreaterThan(snapshot!.state.length);
    expect(() => live.decode()).toThrow(/d/);
  });
});
