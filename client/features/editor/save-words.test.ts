// The words for saving never promise more than the state.
import { expect, test } from 'vitest';
import { CLOSE } from '../../../shared/protocol.ts';
import english from '../../app/languages/en/editor.json' with { type: 'json' };
import type { Copy, SaveState } from '../../collab/save-state.ts';
import { saveWords } from './save-words.ts';

const COPIES: readonly Copy[] = ['kept', 'being-kept', 'none'];

const STATES: readonly SaveState[] = [
  { type: 'connecting', isUnreached: false },
  { type: 'connecting', isUnreached: true },
  { type: 'on-the-server', isConnected: true, isKept: true },
  { type: 'on-the-server', isConnected: false, isKept: true },
  { type: 'on-the-server', isConnected: false, isKept: false },
  ...COPIES.flatMap((copy): SaveState[] => [
    { type: 'on-this-laptop', unacknowledged: 1, isConnected: true, copy },
    { type: 'on-this-laptop', unacknowledged: 1, isConnected: false, copy },
  ]),
  { type: 'storage-held', unacknowledged: 0 },
  { type: 'storage-held', unacknowledged: 1 },
  { type: 'refused', code: 'read-only', unacknowledged: 1 },
  { type: 'refused', code: 'too-large', unacknowledged: 1 },
  { type: 'read-only', denial: 'finalised', isConnected: true },
  { type: 'read-only', denial: 'finalised', isConnected: false },
  ...Object.values(CLOSE)
    .filter(({ code }) => code >= 4400 && code < 4500)
    .flatMap((event) =>
      COPIES.map((copy): SaveState => ({ type: 'closed', event, unacknowledged: 1, copy })),
    ),
];

test('[CL4] every state has its own two words and its sentence', () => {
  for (const state of STATES) {
    const { key, sentence, remainder } = saveWords(state);
    expect(Object.keys(english.save.short), JSON.stringify(state)).toContain(key);
    expect(Object.keys(english.save.long), JSON.stringify(state)).toContain(sentence);
    if (remainder !== null) expect(Object.keys(english.save)).toContain(remainder);
  }
});

test('[CL4] unconfirmed words are never shown in the colour of saved ones', () => {
  for (const state of STATES) {
    if ('unacknowledged' in state && state.unacknowledged > 0)
      expect(saveWords(state).tone).not.toBe('good');
  }
});

test('[LI1] whoever has words the server refused is offered their copy', () => {
  for (const state of STATES) {
    if (state.type === 'refused' || state.type === 'closed') {
      expect(saveWords(state).offersCopy).toBe(true);
    }
  }
});

test('[CL4] who only reads is told neither that words are saved nor, without a line, that they see changes', () => {
  const reading = (isConnected: boolean) =>
    saveWords({ type: 'read-only', denial: 'not-a-member', isConnected });
  expect(reading(true)).toMatchObject({ key: 'read-only', tone: 'quiet' });
  expect(reading(false)).toMatchObject({ key: 'read-only-away', tone: 'warning', isUrgent: true });
});

test('[CL4] words are called kept only where this browser is known to hold them', () => {
  for (const state of STATES) {
    if (!('copy' in state) || state.copy === 'kept') continue;
    const { key, remainder } = saveWords(state);
    expect([key, remainder], JSON.stringify(state)).not.toContain('on-this-laptop');
    expect([key, remainder], JSON.stringify(state)).not.toContain('kept');
  }
});

test('[CL4] without a line the sentence stays as it is while somebody types', () => {
  const writing = (copy: Copy) =>
    saveWords({ type: 'on-this-laptop', unacknowledged: 1, isConnected: false, copy });
  expect({ ...writing('being-kept'), key: '' }).toEqual({ ...writing('kept'), key: '' });
});
