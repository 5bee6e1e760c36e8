// Ranges of deletions, joined.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inOrder } from './delete-ranges.ts';

test('puts ranges in order and joins those that touch or overlap', () => {
  expect(inOrder([])).toEqual([]);
  expect(inOrder([3, 2, 7, 1])).toEqual([3, 2, 7, 1]);
  expect(inOrder([35, 1, 27, 8])).toEqual([27, 9]);
  expect(inOrder([9, 1, 3, 4, 5, 1])).toEqual([3, 4, 9, 1]);
});

test('what Yjs keeps of deletions that came too early deletes the right thing in the end', () => {
  const doc = new Y.Doc();
  doc.clientID = 5;
  doc.getText('name').insert(0, 'abcdefghij');
  const words = Y.encodeStateAsUpdate(doc);
  const early = new Y.Doc();
  // No structs; client 5 deletes two ranges, given in the wrong order.
  const ranges = inOrder([6, 2, 1, 3]);
  Y.applyUpdate(early, Uint8Array.of(0, 1, 5, ranges.length / 2, ...ranges));
  Y.applyUpdate(early, words);
  expect(early.getText('name').toString()).toBe('aefij');
  expect(early.store.pendingDs).toBe(null);
});
