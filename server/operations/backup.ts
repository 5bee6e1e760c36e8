// Copies a database while a server writes to it. A copy gets its name only once it has been opened
// again and found whole. Knows no server.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { makePrivate } from '../db/open.ts';
import { type CheckedDatabase, checkDatabase, openReadOnly } from './check-database.ts';

/** Names of backups in a folder; the time sorts. */
const NAME = /^sommet-\d{8}T\d{6}Z\.sqlite$/;

/** Pages copied in one step, after the first hundred: all, since every edit starts a copy over. */
const ALL_PAGES = 2 ** 31 - 1;

/** A finished backup. */
interface Backup extends CheckedDatabase {
  readonly path: string;
  readonly bytes: number;
}

/** `20161207T090000Z`, for names of files. */
export function fileStamp(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
}

/**
 * Backs `source` up to `target`, a file or an existing folder. Throws `DamagedDatabaseError` when the
 * copy is not whole, and leaves nothing behind then.
 */
export async function backupDatabase(source: string, target: string, at: number): Promise<Backup> {
  const isFolder = existsSync(target) && statSync(target).isDirectory();
  const path = isFolder ? join(target, `sommet-${fileStamp(at)}.sqlite`) : target;
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  removeDatabase(partial);
  try {
    const db = openReadOnly(source);
    makePrivate(partial);
    try {
      await db.backup(partial, { progress: () => ALL_PAGES });
    } finally {
      db.close();
    }
    makeSingleFile(partial);
    const checked = checkDatabase(partial);
    syncToDisk(partial);
    renameSync(partial, path);
    syncToDisk(dirname(path));
    return { ...checked, path, bytes: statSync(path).size };
  } finally {
    removeDatabase(partial);
  }
}

/** Removes all but the newest `keep` backups of a folder; returns the removed. */
export function pruneBackups(folder: string, keep: number): string[] {
  const old = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .slice(0, -keep);
  for (const name of old) rmSync(join(folder, name));
  return old;
}

/** A file whose last words are not in a log beside it. */
function makeSingleFile(path: string): void {
  const db = new SQLite(path);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Removes a database file with the logs beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal'])
    rmSync(`${path}${suffix}`, { force: true });
}

/** Waits until a file or folder is on the disk. */
export function syncToDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
