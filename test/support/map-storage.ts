// A browser's storage without a browser: what a visit leaves behind for the next one.
import type { MarkStorage } from '../../client/collab/unsent-marks.ts';

/** An empty one. */
export function mapStorage(): MarkStorage {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}
