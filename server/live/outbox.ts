// What waits to be written to one reader. Bounded: a reader slower than the feed gets less, never a
// longer queue. Knows neither the feed nor the stream.

/** A queue with one reader. */
interface Outbox<T> {
  readonly isEmpty: boolean;
  push(item: T): void;
  /** The next item, or `null` once the outbox is closed. One caller at a time. */
  next(): Promise<T | null>;
  /** Drops what waits and ends the reader. */
  close(): void;
}

/**
 * Creates an outbox that holds at most `limit` items. When one more comes, all that wait are replaced
 * by `overflow(newest)`: the newest itself where only the latest counts, or a word that says
 * "read it all again".
 */
export function createOutbox<T>({
  limit,
  overflow,
}: {
  readonly limit: number;
  overflow(newest: T): T;
}): Outbox<T> {
  let items: T[] = [];
  let isClosed = false;
  let wake: ((item: T | null) => void) | null = null;
  return {
    get isEmpty() {
      return items.length === 0;
    },
    push(item) {
      if (isClosed) return;
      if (wake !== null) {
        wake(item);
        wake = null;
      } else if (items.length >= limit) {
        items = [overflow(item)];
      } else {
        items.push(item);
      }
    },
    next() {
      if (isClosed) return Promise.resolve(null);
      const item = items.shift();
      if (item !== undefined) return Promise.resolve(item);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
    close() {
      isClosed = true;
      items = [];
      wake?.(null);
      wake = null;
    },
  };
}
