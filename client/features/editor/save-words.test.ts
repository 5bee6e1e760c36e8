// The words for saving never promise more than the state.
import { expect, test } from 'vitest';
import { CLOSE } from '../../../shared/protocol.ts';
import english from '../../app/languages/en/editor.json' with { type: 'json' };
import type { SaveState } from '../../collab/save-state.ts';
import { saveWords } from './save-words.ts';

const STATES: readonly SaveState[] = [
  { type: 'connecting' },
  { type: 'on-the-server', isConnected: true },
  { type: 'on-the-server', isConnected: false },
  { type: 'on-this-laptop', unacknowledged: 1, isConnected: true, isKept: true },
  { type: 'on-this-laptop', unacknowledged: 1, isConnected: false, isKept: true },
  { type: 'on-this-laptop', unacknowledged: 1, isConnected: false, isKept: false },
  { type: 'storage-held', unacknowledged: 0 },
  { type: 'storage-held', unacknowledged: 1 },
  { type: 'refused', code: 'read-only', unacknowledged: 1 },
  { type: 'refused', code: 'too-large', unacknowledged: 1 },
  { type: 'read-only', denial: 'finalised', isConnected: true },
  ...Object.values(CLOSE)
    .filter(({ code }) => code >= 4400 && code < 4500)
    .map((event): SaveState => ({ type: 'closed', event, unacknowledged: 1 })),
];

test('[CL4] every state has its own two words and its sentence', () => {
  for (const state of STATES) {
    const { key } = saveWords(state);
    expect(Object.keys(english.save.short), JSON.stringify(state)).toContain(key);
    expect(Object.keys(english.save.long), JSON.stringify(state)).toContain(key);
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
