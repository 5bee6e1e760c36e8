// The words for saving while somebody types: never more than is true, and no flicker.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFact } from '../../collab/fact.ts';
import type { SaveState } from '../../collab/save-state.ts';
import { settleWords } from './settled-words.ts';

const SAVED: SaveState = { type: 'on-the-server', isConnected: true, isKept: true };
const SENDING: SaveState = {
  type: 'on-this-laptop',
  unacknowledged: 1,
  isConnected: true,
  copy: 'being-kept',
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[CL4] words are said to be on their way at once, and saved only once they rest', () => {
  const state = createFact<SaveState>(SAVED);
  const words = settleWords(state, 500);
  const told: string[] = [];
  const stop = words.subscribe(() => told.push(words.get().key));
  for (let key = 0; key < 5; key++) {
    state.set(SENDING);
    expect(words.get().key).toBe('sending');
    state.set(SAVED);
    vi.advanceTimersByTime(200);
  }
  expect(told).toEqual(['sending']);
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['sending', 'on-the-server']);
  stop();
});

test('[CL4] without a line they are on their way until this laptop holds them, and no key flickers', () => {
  const state = createFact<SaveState>({ ...SAVED, isConnected: false });
  const words = settleWords(state, 500);
  const told: string[] = [];
  const stop = words.subscribe(() => told.push(words.get().key));
  for (let key = 1; key <= 5; key++) {
    const written = { ...SENDING, isConnected: false, unacknowledged: key } as const;
    state.set({ ...written, copy: 'being-kept' });
    expect(words.get().key).toBe('being-kept');
    state.set({ ...written, copy: 'kept' });
    vi.advanceTimersByTime(200);
  }
  expect(told).toEqual(['being-kept']);
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['being-kept', 'on-this-laptop']);
  stop();
});

test('[CL4] what needs the person is said at once', () => {
  const state = createFact<SaveState>(SENDING);
  const words = settleWords(state, 500);
  const stop = words.subscribe(() => {});
  state.set({ type: 'storage-held', unacknowledged: 1 });
  expect(words.get().key).toBe('storage-held');
  stop();
});
