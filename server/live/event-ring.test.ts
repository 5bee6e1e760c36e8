// What the ring of a feed still holds.
import { expect, test } from 'vitest';
import { createEventRing } from './event-ring.ts';

const entry = (seq: number) => ({ seq, json: `${seq}` });
const seqs = (entries: readonly { seq: number }[] | null) => entries?.map(({ seq }) => seq) ?? null;

test('a reader goes on after the event it saw last', () => {
  const ring = createEventRing(8, 10);
  for (const seq of [11, 13, 14]) ring.append(entry(seq));
  expect(seqs(ring.after(10))).toEqual([11, 13, 14]);
  expect(seqs(ring.after(12))).toEqual([13, 14]);
  expect(seqs(ring.after(13))).toEqual([14]);
  expect(seqs(ring.after(14))).toEqual([]);
});

test('a reader from before the ring began is told so', () => {
  const ring = createEventRing(8, 10);
  expect(ring.after(9)).toBeNull();
  expect(ring.after(10)).toEqual([]);
});

test('a reader who missed dropped events is told so, one who missed none is not', () => {
  const ring = createEventRing(3, 0);
  for (let seq = 1; seq <= 7; seq++) ring.append(entry(seq));
  expect(ring.after(3)).toBeNull();
  expect(seqs(ring.after(4))).toEqual([5, 6, 7]);
  expect(seqs(ring.after(6))).toEqual([7]);
});
