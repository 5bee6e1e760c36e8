// Puts a backup in the place of a database that nobody uses. The old file is kept aside, and what had
// ended in it stays ended: erased people, sessions, links and codes do not come back with a backup.
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite, { type Database } from 'better-sqlite3';
import { openDatabase } from '../db/open.ts';
import { openAudit } from '../hackathons/audit.ts';
import { createChanges } from '../live/changes.ts';
import { fileStamp, removeDatabase, syncToDisk } from './backup.ts';
import { type CheckedDatabase, checkDatabase, DamagedDatabaseError } from './check-database.ts';
import { createErasure } from './erasure.ts';

/** Thrown when the backup may not take the database's place; the message says what to do. */
export class RestoreRefusedError extends Error {
  readonly code = 'restore_refused';
}

/** A finished restore. */
interface Restored extends CheckedDatabase {
  /** Where the replaced database is now; `null` when there was none. */
  readonly keptAs: string | null;
  /** Erased since the backup, and erased again. */
  readonly erasedAgain: number;
  /** False when the replaced file could not be read, so that nothing of it could be carried over. */
  readonly isCarriedOver: boolean;
}

/** What ended in the replaced database. */
interface Ended {
  readonly erased: readonly string[];
  /** The sessions that still run there. */
  readonly sessions: readonly string[];
  /** The ways back into locked browsers that still are there, as `tokenHash personId`. */
  readonly pins: readonly string[];
  readonly codes: readonly { readonly id: string; readonly at: number }[];
  readonly wallLinks: readonly { readonly id: string; readonly at: number }[];
}

/**
 * Restores `backup` to `target`. Throws `DamagedDatabaseError` or `NewerDatabaseError` for a bad
 * backup and `RestoreRefusedError` when a server uses the target, or when the target has newer
 * changes and `isReplacing` is not set.
 */
export function restoreDatabase({
  backup,
  target,
  isReplacing,
  at,
}: {
  backup: string;
  target: string;
  isReplacing: boolean;
  at: number;
}): Restored {
  const checked = checkDatabase(backup);
  const isThere = existsSync(target);
  if (isThere) {
    const last = takeOutOfUse(target, isReplacing);
    if (last > checked.lastChangeAt && !isReplacing) {
      const lost = new Date(last).toISOString();
      const has = new Date(checked.lastChangeAt).toISOString();
      throw new RestoreRefusedError(
        `${target} has changes up to ${lost}, the backup only up to ${has}. Add --replace to give them up; the file is kept aside.`,
      );
    }
  }
  const ended = isThere ? readEnded(target) : null;
  mkdirSync(dirname(target), { recursive: true });
  const fresh = `${target}.restoring`;
  removeDatabase(fresh);
  try {
    copyFileSync(backup, fresh);
    const erasedAgain = bringUpToDate(fresh, ended, at);
    syncToDisk(fresh);
    const keptAs = isThere ? `${target}.before-restore-${fileStamp(at)}` : null;
    if (keptAs !== null) {
      renameSync(target, keptAs);
      removeDatabase(target);
    }
    renameSync(fresh, target);
    syncToDisk(dirname(target));
    return { ...checked, keptAs, erasedAgain, isCarriedOver: !isThere || ended !== null };
  } finally {
    removeDatabase(fresh);
  }
}

/** Makes sure nobody has the file open, folds its log into it, and returns when it last changed. */
function takeOutOfUse(target: string, isReplacing: boolean): number {
  try {
    const db = new SQLite(target, { timeout: 0 });
    try {
      // Leaving WAL mode takes the whole file: it fails while anybody else has it open.
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
    return checkDatabase(target).lastChangeAt;
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new RestoreRefusedError(`${target} is in use. Stop the server first.`, {
        cause: error,
      });
    }
    const isBroken = error instanceof SQLite.SqliteError || error instanceof DamagedDatabaseError;
    if (!isBroken) throw error;
    if (isReplacing) return 0;
    throw new RestoreRefusedError(
      `${target} cannot be read whole, so nobody can say what it holds. Add --replace to put it aside.`,
      { cause: error },
    );
  }
}

/** `null` when the file is too damaged to tell. */
function readEnded(target: string): Ended | null {
  try {
    const db = new SQLite(target, { readonly: true });
    try {
      const ids = (sql: string) => db.prepare<[], string>(sql).pluck().all();
      const hasPins = ids("SELECT name FROM sqlite_schema WHERE name = 'browser_pin'").length > 0;
      const pairs = (sql: string) => db.prepare<[], { id: string; at: number }>(sql).all();
      return {
        erased: ids('SELECT id FROM person WHERE erasedAt IS NOT NULL'),
        sessions: ids('SELECT id FROM session'),
        // A file of an older Sommet may not know them yet.
        pins: hasPins ? ids("SELECT tokenHash || ' ' || personId FROM browser_pin") : [],
        codes: pairs(
          'SELECT code AS id, revokedAt AS at FROM join_code WHERE revokedAt IS NOT NULL',
        ),
        wallLinks: pairs('SELECT id, revokedAt AS at FROM wall_link WHERE revokedAt IS NOT NULL'),
      };
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    return null;
  }
}

/** Migrates the copy and ends in it what had ended; returns how many people were erased again. */
function bringUpToDate(path: string, ended: Ended | null, at: number): number {
  const db = openDatabase(path);
  try {
    // Browsers bring words back that are newer than the backup, their own and those of others. Whose
    // client id is whose shows again when they speak for it.
    db.prepare('UPDATE document_client SET isProven = 0').run();
    const erased = ended === null ? 0 : carryOver(db, ended, at);
    // One file again: a log beside it would be left behind by the renaming.
    db.pragma('journal_mode = DELETE');
    return erased;
  } finally {
    db.close();
  }
}

function carryOver(db: Database, ended: Ended, at: number): number {
  db.prepare('DELETE FROM session WHERE id NOT IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(ended.sessions),
  );
  db.prepare(
    `DELETE FROM browser_pin
     WHERE tokenHash || ' ' || personId NOT IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(ended.pins));
  // One that was used since would work a second time.
  db.prepare('DELETE FROM one_time_link WHERE usedAt IS NULL').run();
  const revokeCode = db.prepare('UPDATE join_code SET revokedAt = :at WHERE code = :id');
  for (const code of ended.codes) revokeCode.run(code);
  const revokeWall = db.prepare('UPDATE wall_link SET revokedAt = :at WHERE id = :id');
  for (const link of ended.wallLinks) revokeWall.run(link);

  const now = () => at;
  const audit = openAudit({ db, now });
  const changes = createChanges((error) => {
    throw error;
  });
  const erasure = createErasure({ db, now, changes, audit });
  const isWaiting = db
    .prepare<[string], number>('SELECT 1 FROM person WHERE id = ? AND erasedAt IS NULL')
    .pluck();
  const again = ended.erased.filter((id) => isWaiting.get(id) === 1);
  for (const id of again) erasure.erase(id, { by: null, reason: 'restored' });
  return again.length;
}
