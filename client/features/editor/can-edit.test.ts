// When the form takes words.
import { expect, test } from 'vitest';
import { canEditNow, isInVain } from './can-edit.ts';

const rights = {
  write: true,
  finalise: true,
  submit: false,
  review: false,
  reopen: false,
  withdraw: false,
  invite: true,
  restore: true,
};

test('[CL3] without an answer of the server the last known text is only read', () => {
  expect(canEditNow({ view: null, known: null, denial: undefined, isInVain: false })).toBe(false);
});

test('[CL2] a local copy is written in while the network is away, once the right is known', () => {
  expect(canEditNow({ view: { rights }, known: null, denial: undefined, isInVain: false })).toBe(
    true,
  );
});

test('[CL2] a page opened without a line is written in when it could be the last time', () => {
  const facts = { view: null, denial: undefined, isInVain: false } as const;
  expect(canEditNow({ ...facts, known: { canWrite: true } })).toBe(true);
  expect(canEditNow({ ...facts, known: { canWrite: false } })).toBe(false);
  expect(canEditNow({ ...facts, known: { canWrite: true }, denial: 'finalised' })).toBe(false);
});

test('[WS6] the socket’s word locks the form at once, whatever the page loaded with', () => {
  expect(canEditNow({ view: { rights }, known: null, denial: 'finalised', isInVain: false })).toBe(
    false,
  );
  expect(
    canEditNow({
      view: { rights: { ...rights, write: false } },
      known: null,
      denial: null,
      isInVain: false,
    }),
  ).toBe(true);
});

test('[LI1] after a refusal or a permanent close nothing more is typed into the void', () => {
  const event = { code: 4426, reason: '' };
  const closed = { type: 'closed', event, unacknowledged: 0, copy: 'none' } as const;
  const refused = { type: 'refused', code: 'too-large', unacknowledged: 1 } as const;
  expect(isInVain(closed)).toBe(true);
  expect(isInVain(refused)).toBe(true);
  expect(isInVain({ type: 'storage-held', unacknowledged: 1 })).toBe(false);
  expect(canEditNow({ view: { rights }, known: null, denial: null, isInVain: true })).toBe(false);
});
