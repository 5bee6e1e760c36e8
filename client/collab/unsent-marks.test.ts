// What a browser remembers of unconfirmed words between visits.
import { expect, test } from 'vitest';
import { mapStorage } from '../../test/support/map-storage.ts';
import {
  clearMarks,
  hasUnsentMark,
  listCopyMarks,
  markCopy,
  openUnsentMarks,
} from './unsent-marks.ts';

test('[CL2] a visit that ended with unconfirmed words is known to the next one', () => {
  const storage = mapStorage();
  openUnsentMarks(storage, 'amina', 'doc', 'tab1').set(3);
  const next = openUnsentMarks(storage, 'amina', 'doc', 'tab2');
  expect(next.foundUnsent).toBe(true);
  next.settleFound();
  expect(hasUnsentMark(storage, 'amina', 'doc')).toBe(false);
});

test('[CL2] one tab settling what it found leaves what another tab wrote since', () => {
  const storage = mapStorage();
  const first = openUnsentMarks(storage, 'amina', 'doc', 'tab1');
  first.set(1);
  const second = openUnsentMarks(storage, 'amina', 'doc', 'tab2');
  first.set(0);
  first.set(1);
  second.settleFound();
  expect(hasUnsentMark(storage, 'amina', 'doc')).toBe(true);
});

test('[CL2] one tab settling what it found leaves another that writes on without a line marked', () => {
  const storage = mapStorage();
  const first = openUnsentMarks(storage, 'amina', 'doc', 'tab1');
  first.set(1);
  const second = openUnsentMarks(storage, 'amina', 'doc', 'tab2');
  first.set(2);
  second.settleFound();
  expect(hasUnsentMark(storage, 'amina', 'doc')).toBe(true);
  first.set(0);
  expect(hasUnsentMark(storage, 'amina', 'doc')).toBe(false);
});

test('[CL2] marks are kept by person and document', () => {
  const storage = mapStorage();
  openUnsentMarks(storage, 'amina', 'doc', 'tab1').set(1);
  expect(openUnsentMarks(storage, 'bo', 'doc', 'tab2').foundUnsent).toBe(false);
  expect(openUnsentMarks(storage, 'amina', 'doc2', 'tab2').foundUnsent).toBe(false);
  expect(hasUnsentMark(storage, 'amina')).toBe(true);
});

test('[CL2] clearing a copy takes its marks with it and nobody else’s', () => {
  const storage = mapStorage();
  markCopy(storage, 'amina', { documentId: 'doc', kind: 'tool', title: 'One' });
  markCopy(storage, 'bo', { documentId: 'doc', kind: 'tool', title: 'One' });
  openUnsentMarks(storage, 'amina', 'doc', 'tab1').set(1);
  clearMarks(storage, 'amina', 'doc');
  expect(listCopyMarks(storage, 'amina')).toEqual([]);
  expect(hasUnsentMark(storage, 'amina')).toBe(false);
  expect(listCopyMarks(storage, 'bo')).toHaveLength(1);
});
