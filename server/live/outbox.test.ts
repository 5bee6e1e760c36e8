// What a slow reader gets.
import { expect, test } from 'vitest';
import { createOutbox } from './outbox.ts';

const latest = () => createOutbox<string>({ limit: 1, overflow: (newest) => newest });

test('a reader who keeps up gets everything in order', async () => {
  const outbox = createOutbox<number>({ limit: 2, overflow: () => -1 });
  const first = outbox.next();
  outbox.push(1);
  outbox.push(2);
  outbox.push(3);
  expect(await first).toBe(1);
  expect(await outbox.next()).toBe(2);
  expect(await outbox.next()).toBe(3);
});

test('[WL2] where only the latest counts, a slow reader gets the latest', async () => {
  const outbox = latest();
  for (let i = 0; i < 1000; i++) outbox.push(`${i}`);
  expect(await outbox.next()).toBe('999');
  expect(outbox.isEmpty).toBe(true);
});

test('a reader who fell behind is told once, and then goes on', async () => {
  const outbox = createOutbox<string>({ limit: 2, overflow: () => 'reset' });
  for (const item of ['a', 'b', 'c', 'd']) outbox.push(item);
  expect(await outbox.next()).toBe('reset');
  expect(await outbox.next()).toBe('d');
});

test('closing ends a waiting reader and every later one', async () => {
  const outbox = latest();
  const waiting = outbox.next();
  outbox.close();
  outbox.push('late');
  expect(await waiting).toBeNull();
  expect(await outbox.next()).toBeNull();
});
