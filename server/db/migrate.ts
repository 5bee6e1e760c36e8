// Brings a database to the newest schema, one numbered file per step. Knows no table.
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

const MIGRATIONS = new URL('./migrations/', import.meta.url);

/** Thrown at start when a newer Sommet has written this file. */
export class NewerDatabaseError extends Error {
  readonly code = 'newer_database';
}

interface Migration {
  readonly number: number;
  readonly name: string;
}

/** The migrations in `migrations/NNNN-name.sql`, in order, numbered from 1 without gaps. */
export function listMigrations(): Migration[] {
  const migrations = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ number: Number.parseInt(name, 10), name }));
  migrations.forEach(({ number, name }, index) => {
    if (number !== index + 1) throw new Error(`Migration ${name} should be number ${index + 1}.`);
  });
  return migrations;
}

/**
 * Applies what is missing, each file in one transaction together with its `user_version`. The first
 * write also settles SQLite's lazy pragmas. Throws `NewerDatabaseError` on a newer file.
 */
export function migrate(db: Database): void {
  const migrations = listMigrations();
  const current = db.pragma('user_version', { simple: true }) as number;
  if (current > migrations.length) {
    throw new NewerDatabaseError(
      `This database is at version ${current}; this Sommet knows ${migrations.length}. Start the newer Sommet.`,
    );
  }
  for (const { number, name } of migrations.slice(current)) {
    const sql = readFileSync(new URL(name, MIGRATIONS), 'utf8');
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
}
