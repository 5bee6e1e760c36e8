// The words for saving as they stand on the screen: whoever types on reads "saving" all the while, and
// where the words are once they rest. Knows no screen.
import type { Fact } from '../../collab/fact.ts';
import type { SaveState } from '../../collab/save-state.ts';
import { type SaveWords, saveWords } from './save-words.ts';

/** How long all words have their place before it is said, ms: it would change twice a key. */
const REST_MS = 500;

const ON_THEIR_WAY = ['sending', 'being-kept'];
const IN_THEIR_PLACE = ['on-the-server', 'on-this-laptop'];

/** The words of `state`; they may say for a moment longer that words are on their way, never less. */
export function settleWords(state: Fact<SaveState>, restMs: number = REST_MS): Fact<SaveWords> {
  let shown = saveWords(state.get());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const listeners = new Set<() => void>();
  const take = (): boolean => {
    clearTimeout(timer);
    const next = saveWords(state.get());
    if (next.key === shown.key) return false;
    shown = next;
    return true;
  };
  const show = () => {
    if (!take()) return;
    for (const listener of [...listeners]) listener();
  };
  const follow = () => {
    const { key } = saveWords(state.get());
    const isRest = IN_THEIR_PLACE.includes(key) && ON_THEIR_WAY.includes(shown.key);
    if (!isRest) return show();
    clearTimeout(timer);
    timer = setTimeout(show, restMs);
  };
  return {
    get() {
      // Nobody followed meanwhile.
      if (listeners.size === 0) take();
      return shown;
    },
    subscribe(listener) {
      if (listeners.size === 0) {
        take();
        stop = state.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        stop();
      };
    },
  };
}
