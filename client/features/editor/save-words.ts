// What is true about saving, as keys of the language files. Pure.
import type { SaveState } from '../../collab/save-state.ts';

/** How much attention it asks for. */
export type SaveTone = 'good' | 'busy' | 'warning' | 'bad';

/** The keys below `save.` of `editor.json`: two words for the bar, a sentence for whoever asks. */
export interface SaveWords {
  readonly key: string;
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
      return { key: 'connecting', tone: 'busy', isUrgent: false, offersCopy: false };
    case 'on-the-server':
      return state.isConnected
        ? { key: 'on-the-server', tone: 'good', isUrgent: false, offersCopy: false }
        : { key: 'away', tone: 'warning', isUrgent: true, offersCopy: false };
    case 'on-this-laptop':
      if (!state.isKept) {
        return state.isConnected
          ? { key: 'sending', tone: 'busy', isUrgent: false, offersCopy: false }
          : { key: 'in-this-tab', tone: 'bad', isUrgent: true, offersCopy: true };
      }
      return state.isConnected
        ? { key: 'sending', tone: 'busy', isUrgent: false, offersCopy: false }
        : { key: 'on-this-laptop', tone: 'warning', isUrgent: true, offersCopy: true };
    case 'storage-held':
      // Whoever wrote nothing since has nothing that is not saved.
      return state.unacknowledged === 0
        ? { key: 'storage-paused', tone: 'warning', isUrgent: true, offersCopy: false }
        : { key: 'storage-held', tone: 'bad', isUrgent: true, offersCopy: true };
    case 'refused':
      return {
        key: state.code === 'read-only' ? 'refused-late' : 'refused',
        tone: 'bad',
        isUrgent: true,
        offersCopy: true,
      };
    case 'read-only':
      return { key: 'read-only', tone: 'good', isUrgent: false, offersCopy: false };
    case 'closed':
      return {
        key: CLOSE_KEYS[state.event.code] ?? 'closed-invalid',
        tone: 'bad',
        isUrgent: true,
        offersCopy: state.unacknowledged > 0,
      };
  }
}
