// What is true about saving, as keys of the language files. Pure.
import type { Copy, SaveState } from '../../collab/save-state.ts';

/** How much attention it asks for. */
export type SaveTone = 'good' | 'quiet' | 'busy' | 'warning' | 'bad';

/** Keys below `save.` of `editor.json`: two words for the bar, a sentence for whoever asks. */
export interface SaveWords {
  readonly key: string;
  readonly sentence: string;
  /** What to say of the words that did not arrive, where the sentence leaves it open. */
  readonly remainder: 'kept' | 'not-kept' | null;
  readonly tone: SaveTone;
  /** Whether it needs the person rather than time: the sentence is then shown unasked. */
  readonly isUrgent: boolean;
  /** Whether a download of one's own copy is offered. */
  readonly offersCopy: boolean;
}

const CLOSE_KEYS: Readonly<Record<number, string>> = {
  1009: 'closed-too-large',
  4400: 'closed-invalid',
  4401: 'closed-signed-out',
  4403: 'closed-forbidden',
  4404: 'closed-not-found',
  4426: 'closed-outdated',
};

/** The words for a state. */
export function saveWords(state: SaveState): SaveWords {
  switch (state.type) {
    case 'connecting':
      return state.isUnreached
        ? { ...said('unreached'), tone: 'warning', isUrgent: true }
        : { ...said('connecting'), tone: 'busy' };
    case 'on-the-server': {
      if (state.isConnected) return { ...said('on-the-server'), tone: 'good' };
      const sentence = state.isKept ? 'away' : 'away-no-copy';
      return { ...said('away'), sentence, tone: 'warning', isUrgent: true };
    }
    case 'on-this-laptop':
      return state.isConnected ? { ...said('sending'), tone: 'busy' } : withoutLine(state.copy);
    case 'storage-held':
      // Whoever wrote nothing since has nothing that is not saved.
      return state.unacknowledged === 0
        ? { ...said('storage-paused'), tone: 'warning', isUrgent: true }
        : { ...said('storage-held'), tone: 'bad', isUrgent: true, offersCopy: true };
    case 'refused':
      return {
        ...said(state.code === 'read-only' ? 'refused-late' : 'refused'),
        tone: 'bad',
        isUrgent: true,
        offersCopy: true,
      };
    case 'read-only':
      return state.isConnected
        ? { ...said('read-only'), tone: 'quiet' }
        : { ...said('read-only-away'), tone: 'warning', isUrgent: true };
    case 'closed': {
      const hasWords = state.unacknowledged > 0;
      return {
        ...said(CLOSE_KEYS[state.event.code] ?? 'closed-invalid'),
        remainder: hasWords ? REMAINDERS[state.copy] : null,
        tone: 'bad',
        isUrgent: true,
        offersCopy: hasWords,
      };
    }
  }
}

const REMAINDERS = { kept: 'kept', 'being-kept': null, none: 'not-kept' } as const;

function said(key: string) {
  return { key, sentence: key, remainder: null, isUrgent: false, offersCopy: false };
}

/** The sentence says what becomes of what is written, and so stays while somebody types. */
function withoutLine(copy: Copy): SaveWords {
  const key = copy === 'none' ? 'in-this-tab' : copy === 'kept' ? 'on-this-laptop' : 'being-kept';
  const sentence = copy === 'none' ? 'in-this-tab' : 'on-this-laptop';
  const tone = copy === 'none' ? 'bad' : 'warning';
  return { ...said(key), sentence, tone, isUrgent: true, offersCopy: true };
}
