import { expect, test } from 'vitest';
import { mayTake, type TabStorage } from './taken-clients.ts';

const HOUR_MS = 60 * 60_000;

function createStorage(): TabStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
  };
}

test('[WL7] a newer client is taken once, and again when an hour has gone by', () => {
  const storage = createStorage();
  expect(mayTake('/assets/b.js', storage, 0)).toBe(true);
  expect(mayTake('/assets/b.js', storage, 3000)).toBe(false);
  expect(mayTake('/assets/b.js', storage, HOUR_MS - 1)).toBe(false);
  expect(mayTake('/assets/b.js', storage, HOUR_MS)).toBe(true);
  expect(mayTake('/assets/b.js', storage, HOUR_MS + 1)).toBe(false);
});

test('[WL7] two servers that each offer their own client are not followed to and fro', () => {
  const storage = createStorage();
  const taken = Array.from({ length: 20 }, (_, n) =>
    mayTake(n % 2 === 0 ? '/assets/a.js' : '/assets/b.js', storage, n * 1000),
  );
  expect(taken.filter(Boolean)).toHaveLength(2);
});

test('[WL7] a clock that was set back keeps no screen from the newer client', () => {
  const storage = createStorage();
  expect(mayTake('/assets/b.js', storage, 100 * HOUR_MS)).toBe(true);
  expect(mayTake('/assets/b.js', storage, HOUR_MS)).toBe(true);
});
