// One observable value: what React's `useSyncExternalStore` reads. Knows nothing of documents.

/** A value that can be read at any time and followed. */
export interface Fact<T> {
  get(): T;
  /** Calls `listener` after every change; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** A fact its owner can set. */
export interface WritableFact<T> extends Fact<T> {
  /** Sets the value; listeners hear of it only when it differs. */
  set(value: T): void;
}

/** Creates a fact. `isEqual` keeps the old value, and so its identity, when nothing differs. */
export function createFact<T>(
  initial: T,
  isEqual: (before: T, after: T) => boolean = Object.is,
): WritableFact<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (isEqual(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether two plain values say the same; for small facts that are rebuilt on every event. */
export function isSameJson(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
