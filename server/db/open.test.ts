// How a database is opened, and which ones are not.
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listMigrations, NewerDatabaseError } from './migrate.ts';
import { openDatabase } from './open.ts';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sommet-db-'));
  path = join(directory, 'sommet.sqlite');
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('opening the database', () => {
  it('[SY1] commits with synchronous=FULL in WAL mode, at the first start and at every later one', () => {
    for (let start = 0; start < 2; start++) {
      const db = openDatabase(path);
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      db.close();
    }
  });

  it.skipIf(process.platform === 'win32')(
    '[AC3] makes files that nobody else on the machine reads, and leaves the mode of one that is there',
    () => {
      const modeOf = (file: string) => statSync(file).mode & 0o777;
      const db = openDatabase(path);
      db.exec('CREATE TABLE said (word TEXT) STRICT');
      for (const suffix of ['', '-wal', '-shm']) expect(modeOf(`${path}${suffix}`)).toBe(0o600);
      db.close();
      chmodSync(path, 0o640);
      openDatabase(path).close();
      expect(modeOf(path)).toBe(0o640);
    },
  );

  it('[SY3] waits at most 50 ms for a lock', () => {
    const db = openDatabase(path);
    expect(db.pragma('busy_timeout', { simple: true })).toBeLessThanOrEqual(50);
    db.close();
  });

  it('migrates to the newest version once', () => {
    openDatabase(path).close();
    const db = openDatabase(path);
    expect(db.pragma('user_version', { simple: true })).toBe(listMigrations().length);
    db.close();
  });

  it('refuses a file that a newer Sommet has written, and leaves it as it is', () => {
    const newer = new Database(path);
    newer.pragma(`user_version = ${listMigrations().length + 1}`);
    newer.close();
    expect(() => openDatabase(path)).toThrow(NewerDatabaseError);
    const again = new Database(path);
    expect(again.pragma('user_version', { simple: true })).toBe(listMigrations().length + 1);
    again.close();
  });

  it('holds every table strictly to its types', () => {
    const db = openDatabase(path);
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search%'",
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    db.close();
  });
});
