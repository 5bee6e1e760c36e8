// Notices that another process wrote to the database (the command line, mostly), whose changes nobody
// in this process was told of.
import type { Database } from 'better-sqlite3';

/** Returns a look that calls `onWrite` when somebody else has written since the last look. */
export function watchForeignWrites(db: Database, onWrite: () => void): () => void {
  // SQLite counts commits of other connections here, and none of our own.
  const read = () => Number(db.pragma('data_version', { simple: true }));
  let seen = read();
  return () => {
    const version = read();
    if (version === seen) return;
    seen = version;
    onWrite();
  };
}
