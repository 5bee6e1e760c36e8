// Looks whether a database file is whole: pages, references, the catalogue's hashes and chain. Opens
// it read-only and migrates nothing.
import { existsSync } from 'node:fs';
import SQLite, { type Database } from 'better-sqlite3';
import { verifyCatalogue } from '../catalogue/verify.ts';
import { listMigrations, NewerDatabaseError } from '../db/migrate.ts';

/** What a whole database holds. */
export interface CheckedDatabase {
  readonly schema: number;
  readonly people: number;
  readonly documents: number;
  readonly revisions: number;
  /** The last edit or decision, ms since epoch; 0 when there is none. */
  readonly lastChangeAt: number;
}

/** Thrown for a file that is no whole database of ours; the message says what is wrong. */
export class DamagedDatabaseError extends Error {
  readonly code = 'damaged_database';
}

/** Opens a file to be read only; throws `DamagedDatabaseError` when there is none. */
export function openReadOnly(path: string): Database {
  if (!existsSync(path)) throw new DamagedDatabaseError(`There is no file ${path}.`);
  return new SQLite(path, { readonly: true, fileMustExist: true });
}

/** Checks a file; throws `DamagedDatabaseError` or `NewerDatabaseError`. */
export function checkDatabase(path: string): CheckedDatabase {
  const db = openReadOnly(path);
  try {
    return check(db, path);
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    throw new DamagedDatabaseError(`${path} cannot be read: ${error.message}.`, { cause: error });
  } finally {
    db.close();
  }
}

function check(db: Database, path: string): CheckedDatabase {
  const schema = Number(db.pragma('user_version', { simple: true }));
  const known = listMigrations().length;
  if (schema > known) {
    throw new NewerDatabaseError(
      `${path} is at version ${schema}; this Sommet knows ${known}. Use the newer Sommet.`,
    );
  }
  if (schema === 0) throw new DamagedDatabaseError(`${path} is no database of Sommet.`);
  const pages = db.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  if (pages.join() !== 'ok') {
    throw new DamagedDatabaseError(`${path} is damaged: ${pages.slice(0, 3).join('; ')}.`);
  }
  const loose = db.pragma('foreign_key_check') as unknown[];
  if (loose.length > 0) {
    throw new DamagedDatabaseError(`${path} has ${loose.length} references that lead nowhere.`);
  }
  const { checked, broken } = verifyCatalogue(db);
  if (broken.length > 0) {
    throw new DamagedDatabaseError(`${path} has ${broken.length} broken revisions of ${checked}.`);
  }
  const one = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0;
  return {
    schema,
    people: one('SELECT count(*) FROM person WHERE erasedAt IS NULL'),
    documents: one('SELECT count(*) FROM document'),
    revisions: checked,
    lastChangeAt: Math.max(
      one('SELECT at FROM document_update ORDER BY seq DESC LIMIT 1'),
      one('SELECT at FROM audit ORDER BY seq DESC LIMIT 1'),
    ),
  };
}
