// Keeps the counts of recent searches until the catalogue changes: they cost the most of a page and
// are the same on all pages of a search.
import type { Database } from 'better-sqlite3';

/** Searches whose counts are kept; a summit asks far fewer different ones between two changes. */
const MAX_KEPT = 300;

/** Counts by what was asked. */
export interface CountsCache<T> {
  /** The kept counts, or those that `count` answers now. */
  get(key: string, count: () => T): T;
  /** This connection changes what is counted. */
  clear(): void;
}

/** Creates an empty cache over a database; other connections' changes empty it too. */
export function createCountsCache<T>(db: Database): CountsCache<T> {
  const kept = new Map<string, T>();
  // Moves with every commit of another connection, such as the command line's.
  const selectDataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  let dataVersion: number | undefined;
  return {
    get(key, count) {
      const version = selectDataVersion.get();
      if (version !== dataVersion) kept.clear();
      dataVersion = version;
      let counts = kept.get(key);
      if (counts === undefined) {
        counts = count();
        if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
        kept.set(key, counts);
      }
      return counts;
    },
    clear: () => kept.clear(),
  };
}
