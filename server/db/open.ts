// Opens the one SQLite file and proves its durability settings. Knows no table.
import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type { Database } from 'better-sqlite3';

/**
 * Longest wait for somebody else's lock, ms. better-sqlite3 waits on the event loop, so its default
 * of five seconds would freeze every room.
 */
const BUSY_TIMEOUT_MS = 50;

/** SQLite's code for `synchronous=FULL`. */
const SYNCHRONOUS_FULL = 2;

/**
 * SQLite's page cache, KiB. The operating system caches the file as well; more here would only be
 * memory that documents opened once keep for good.
 */
const PAGE_CACHE_KIB = 16 * 1024;

/**
 * Pages of the log file after which a commit also copies them into the database (32 MiB). SQLite's
 * own thousand would do so several times a second in a busy summit, and each time everybody waits for
 * two more flushes of the disk; pages written over and over are also copied only once.
 */
const CHECKPOINT_PAGES = 8_000;

/** Thrown when the file does not take the settings that durability rests on (SY1). */
class UnsafeDatabaseError extends Error {
  readonly code = 'unsafe_database';
}

/**
 * Opens (creating if needed) and migrates a database file, or `:memory:`.
 *
 * `synchronous=FULL` is set, then a write is made, then it is read back: better-sqlite3 is compiled
 * to fall back to NORMAL in WAL mode, which loses acknowledged edits at a power cut.
 */
export function openDatabase(path: string): Database.Database {
  if (path !== ':memory:') makePrivate(path);
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
    migrate(db);
    // A write, also where there was nothing to migrate: the setting counts from the next one on.
    db.pragma(`user_version = ${db.pragma('user_version', { simple: true })}`);
    requireSetting(db, 'synchronous', SYNCHRONOUS_FULL);
    requireSetting(db, 'foreign_keys', 1);
    if (path !== ':memory:') requireSetting(db, 'journal_mode', 'wal');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Makes a file that does not exist yet, for nobody else on this machine to read: it holds names,
 * e-mails and drafts. SQLite gives the logs beside it the same mode. One that exists keeps its own.
 */
export function makePrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

function requireSetting(db: Database.Database, name: string, wanted: number | string): void {
  const found = db.pragma(name, { simple: true });
  if (found !== wanted) {
    throw new UnsafeDatabaseError(`The database runs with ${name}=${found}, not ${wanted}.`);
  }
}
