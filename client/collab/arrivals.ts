// When what comes from others is applied: together instead of one by one, and after my own letters are
// on the screen. Knows neither the socket it came by nor what it says.

/**
 * Least time between two goes, ms. The first letter of others is shown without waiting; while many write,
 * each go costs a frame that one of my keys could have had.
 */
const GAP_MS = 100;

/** What arrives waits here for its moment. */
export interface Arrivals<T> {
  /** Takes one in; it is applied after all that came before it. */
  take(arrival: T): void;
  /** Something of mine was written: it is drawn before anything else is applied. */
  ownFirst(): void;
  /** Applies what waits. */
  settle(): void;
}

/** Where it is shown. */
interface Drawing {
  /** Whether anybody can see it; where nothing is drawn nothing waits. */
  isSeen(): boolean;
  /** Calls back once the next frame is drawn. */
  afterFrame(callback: () => void): void;
}

/** The page this runs in, if it is one. */
const page: Drawing = {
  isSeen: () => typeof document !== 'undefined' && document.visibilityState === 'visible',
  afterFrame: (callback) => requestAnimationFrame(() => setTimeout(callback)),
};

/** Opens the place where arrivals wait; `apply` gets them in their order. */
export function openArrivals<T>(
  apply: (arrivals: readonly T[]) => void,
  drawing: Drawing = page,
): Arrivals<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let appliedAt = Number.NEGATIVE_INFINITY;
  let isOwnDue = false;

  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const arrived = waiting;
    waiting = [];
    appliedAt = performance.now();
    apply(arrived);
  };
  return {
    take(arrival) {
      waiting.push(arrival);
      if (!drawing.isSeen()) {
        settle();
        return;
      }
      if (timer !== undefined) return;
      // A frame may never come, for a window behind others; then the timer is what is left. Never at
      // once: a burst that is there already, after a tab stood still, is not torn apart by my next key.
      const waitMs = isOwnDue ? GAP_MS : appliedAt + GAP_MS - performance.now();
      timer = setTimeout(settle, Math.max(0, waitMs));
    },
    ownFirst() {
      if (isOwnDue || !drawing.isSeen()) return;
      isOwnDue = true;
      drawing.afterFrame(() => {
        isOwnDue = false;
        // Between two keys the next one is furthest away now.
        settle();
      });
    },
    settle,
  };
}
