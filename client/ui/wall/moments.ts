// Which entries have just entered the catalogue, and which of them has the stage. Knows no element.
import type { LatestEntry } from './latest-entry.ts';

/** How long a new entry has the stage, ms: time to read a title aloud and clap. */
export const MOMENT_MS = 9000;

/** Entries that may wait for the stage; a wall that was away does not replay the whole day. */
const MOST_MOMENTS = 3;

/** Moments one after another. */
export interface Moments {
  /** The newest entries as they are now; the first time nothing is news. */
  tell(latest: readonly LatestEntry[]): void;
  /** Nothing has the stage or waits for it any more; what was told is still known. */
  stop(): void;
}

/** Entries of `next` that `previous` did not have, oldest first. A new revision is a new entry. */
export function newcomers(
  previous: readonly LatestEntry[],
  next: readonly LatestEntry[],
): LatestEntry[] {
  const known = new Set(previous.map(({ id, revision }) => `${id} ${revision}`));
  // A list that shrank lets older entries move up: they are not news.
  const since = Math.max(0, ...previous.map(({ finalisedAt }) => finalisedAt));
  return next
    .filter((entry) => entry.finalisedAt >= since && !known.has(`${entry.id} ${entry.revision}`))
    .reverse();
}

/** Tells `show` whose turn it is, and `null` when nobody's. */
export function createMoments(show: (entry: LatestEntry | null) => void): Moments {
  let known: readonly LatestEntry[] | null = null;
  let waiting: LatestEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    const entry = waiting.shift() ?? null;
    timer = entry === null ? undefined : setTimeout(next, MOMENT_MS);
    show(entry);
  }

  return {
    tell(latest) {
      const news = known === null ? [] : newcomers(known, latest);
      known = latest;
      waiting = [...waiting, ...news].slice(-MOST_MOMENTS);
      if (timer === undefined && waiting.length > 0) next();
    },
    stop() {
      clearTimeout(timer);
      waiting = [];
      if (timer !== undefined) show(null);
      timer = undefined;
    },
  };
}
