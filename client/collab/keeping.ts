// Finds out when this browser's copy holds what was written, so that nothing is called kept before it
// is. Asks only while the words have no other place: with a line, the server's word counts.
import type { LocalStore } from './local-store.ts';
import { type SaveEvent, type SaveFacts, unacknowledged } from './save-state.ts';

/**
 * How long a copy may take to hold a change, ms. One that hangs for longer is no place for words: the
 * page is told to be all there is, until it moves again.
 */
const PATIENCE_MS = 4_000;

interface KeepingOptions {
  readonly store: Pick<LocalStore, 'flushed'>;
  facts(): SaveFacts;
  dispatch(event: SaveEvent): void;
  readonly patienceMs?: number;
}

/** Asks the copy what it holds. */
export interface Keeping {
  /** The facts changed. */
  check(): void;
  close(): void;
}

/** Follows one copy; the first question is asked at the first `check`. */
export function followKeeping({
  store,
  facts,
  dispatch,
  patienceMs = PATIENCE_MS,
}: KeepingOptions): Keeping {
  let isAsking = false;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async () => {
    // Whoever wrote is still telling everybody of it, and the copy may be told last.
    await null;
    if (isOver) return;
    const upTo = facts().written;
    timer = setTimeout(() => dispatch({ type: 'kept', isKept: false }), patienceMs);
    const isFlushed = await store.flushed();
    clearTimeout(timer);
    isAsking = false;
    if (isOver) return;
    // A copy that is lost stays lost.
    if (!isFlushed) isOver = true;
    dispatch(isFlushed ? { type: 'stored', upTo } : { type: 'kept', isKept: false });
  };

  return {
    check() {
      if (isAsking || isOver || !isDue(facts())) return;
      isAsking = true;
      void ask();
    },
    close() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** Words that are neither on the server nor known to be on this laptop, and no line to send them by. */
function isDue(facts: SaveFacts): boolean {
  return !facts.isConnected && unacknowledged(facts) > 0 && facts.stored < facts.written;
}
