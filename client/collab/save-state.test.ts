// The save state never says more than is true.
import { expect, test } from 'vitest';
import { createRandom, seedFromEnvironment } from '../../test/support/seed.ts';
import {
  initialSaveFacts,
  readSaveState,
  reduceSaveFacts,
  type SaveEvent,
  type SaveFacts,
} from './save-state.ts';

function after(events: readonly SaveEvent[], hasUnsent = false): SaveFacts {
  return events.reduce(reduceSaveFacts, initialSaveFacts(hasUnsent));
}

const state = (events: readonly SaveEvent[], hasUnsent = false) =>
  readSaveState(after(events, hasUnsent));

test('[CL4] nothing is called saved before the first acknowledgement of this visit', () => {
  const connecting = { type: 'connecting', isUnreached: false };
  expect(state([])).toEqual(connecting);
  expect(state([{ type: 'connected' }])).toEqual(connecting);
  expect(state([{ type: 'disconnected' }])).toEqual({ ...connecting, isUnreached: true });
  expect(state([{ type: 'disconnected' }, { type: 'connected' }])).toEqual(connecting);
  expect(state([{ type: 'connected' }, { type: 'acknowledged', counter: 0 }])).toEqual({
    type: 'on-the-server',
    isConnected: true,
    isKept: false,
  });
});

test('[CL4] a change is on this laptop until its own counter comes back', () => {
  const events: SaveEvent[] = [{ type: 'connected' }, { type: 'written' }, { type: 'written' }];
  expect(state([...events, { type: 'acknowledged', counter: 1 }])).toEqual({
    type: 'on-this-laptop',
    unacknowledged: 1,
    isConnected: true,
    copy: 'none',
  });
  expect(state([...events, { type: 'acknowledged', counter: 2 }])).toMatchObject({
    type: 'on-the-server',
  });
});

test('[CL2] words an earlier visit left unconfirmed count until they are acknowledged', () => {
  expect(state([{ type: 'connected' }], true)).toMatchObject({
    type: 'on-this-laptop',
    unacknowledged: 1,
  });
  expect(state([{ type: 'connected' }, { type: 'acknowledged', counter: 1 }], true)).toMatchObject({
    type: 'on-the-server',
  });
});

test('[CL4] a lost connection forgets no unconfirmed change, and an old answer confirms no new one', () => {
  const events: SaveEvent[] = [
    { type: 'connected' },
    { type: 'written' },
    { type: 'disconnected' },
    { type: 'written' },
    { type: 'connected' },
    { type: 'acknowledged', counter: 1 },
  ];
  expect(state(events)).toMatchObject({ type: 'on-this-laptop', unacknowledged: 1 });
});

test('[CL4] a counter nobody asked for confirms nothing', () => {
  expect(
    state([{ type: 'connected' }, { type: 'written' }, { type: 'acknowledged', counter: 9 }]),
  ).toMatchObject({ type: 'on-this-laptop', unacknowledged: 1 });
});

test('[LI1] a refusal stays until an acknowledgement reaches past it', () => {
  const refused: SaveEvent[] = [
    { type: 'connected' },
    { type: 'written' },
    { type: 'refused', code: 'too-large' },
  ];
  expect(state(refused)).toEqual({ type: 'refused', code: 'too-large', unacknowledged: 1 });
  expect(state([...refused, { type: 'disconnected' }, { type: 'connected' }])).toMatchObject({
    type: 'refused',
  });
  expect(state([...refused, { type: 'acknowledged', counter: 1 }])).toMatchObject({
    type: 'on-the-server',
  });
});

test('[LI1] a read-only refusal is lifted when the right to write comes back, and the words still count', () => {
  const events: SaveEvent[] = [
    { type: 'connected' },
    { type: 'written' },
    { type: 'rights', denial: 'finalised' },
    { type: 'refused', code: 'read-only' },
  ];
  expect(state(events)).toMatchObject({ type: 'refused', code: 'read-only' });
  expect(state([...events, { type: 'rights', denial: null }])).toMatchObject({
    type: 'on-this-laptop',
    unacknowledged: 1,
  });
});

test('[WS6] a reader without words of their own is read-only, not refused', () => {
  expect(
    state([
      { type: 'connected' },
      { type: 'rights', denial: 'not-a-member' },
      { type: 'refused', code: 'read-only' },
    ]),
  ).toEqual({ type: 'read-only', denial: 'not-a-member', isConnected: true });
});

test('[SY3] while the disk holds writes back nothing is called saved', () => {
  const held: SaveEvent[] = [
    { type: 'connected' },
    { type: 'acknowledged', counter: 0 },
    { type: 'storage', isHeld: true },
    { type: 'written' },
  ];
  expect(state(held)).toEqual({ type: 'storage-held', unacknowledged: 1 });
  expect(state([...held, { type: 'storage', isHeld: false }])).toMatchObject({
    type: 'on-this-laptop',
  });
});

test('[WS2] a permanent close says so before anything else', () => {
  expect(
    state([
      { type: 'written' },
      { type: 'closed', event: { code: 4426, reason: 'please-reload' } },
    ]),
  ).toEqual({
    type: 'closed',
    event: { code: 4426, reason: 'please-reload' },
    unacknowledged: 1,
    copy: 'none',
  });
});

test('[CL4] words are on this laptop once its copy is known to hold the last of them', () => {
  const written: SaveEvent[] = [{ type: 'kept', isKept: true }, { type: 'written' }];
  expect(state(written)).toMatchObject({ type: 'on-this-laptop', copy: 'being-kept' });
  const stored: SaveEvent[] = [...written, { type: 'stored', upTo: 1 }];
  expect(state(stored)).toMatchObject({ copy: 'kept' });
  expect(state([...stored, { type: 'written' }])).toMatchObject({ copy: 'being-kept' });
  expect(state([...stored, { type: 'kept', isKept: false }])).toMatchObject({ copy: 'none' });
  // A copy that was given up as stuck, and moves again.
  expect(
    state([...written, { type: 'kept', isKept: false }, { type: 'stored', upTo: 1 }]),
  ).toMatchObject({ copy: 'kept' });
});

test('[CL4] no order of events ever calls an unconfirmed change saved, or one that is not stored kept', () => {
  const random = createRandom(seedFromEnvironment());
  console.info(`seed ${random.seed}`);
  let savedSeen = 0;
  let keptSeen = 0;
  for (let world = 0; world < 400; world++) {
    let facts = initialSaveFacts(random.chance(0.3));
    let committed = 0;
    let stored = 0;
    for (let step = 0; step < 40; step++) {
      const event: SaveEvent = random.pick<SaveEvent>([
        { type: 'written' },
        { type: 'connected' },
        { type: 'disconnected' },
        { type: 'acknowledged', counter: random.below(facts.written + 3) },
        { type: 'refused', code: 'malformed' },
        { type: 'storage', isHeld: random.chance(0.5) },
        { type: 'rights', denial: random.chance(0.5) ? 'finalised' : null },
        { type: 'kept', isKept: random.chance(0.7) },
        { type: 'stored', upTo: random.below(facts.written + 1) },
      ]);
      if (event.type === 'acknowledged' && event.counter <= facts.written) {
        committed = Math.max(committed, event.counter);
      }
      if (event.type === 'stored') stored = Math.max(stored, event.upTo);
      facts = reduceSaveFacts(facts, event);
      const told = readSaveState(facts);
      if ('copy' in told && told.copy === 'kept') {
        keptSeen++;
        expect(stored, `seed ${random.seed}`).toBe(facts.written);
      }
      if (told.type !== 'on-the-server') continue;
      savedSeen++;
      expect(committed, `seed ${random.seed}`).toBe(facts.written);
    }
  }
  expect(savedSeen).toBeGreaterThan(0);
  expect(keptSeen).toBeGreaterThan(0);
});
