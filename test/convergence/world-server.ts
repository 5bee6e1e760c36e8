// The relay of a random world over a real SQLite file: it can be killed at any moment, started again
// from what is on the disk, and its disk can refuse to write.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { type Database, openDatabase } from '../../server/db/open.ts';
import { openUpdateLog } from '../../server/documents/update-log.ts';
import { openRooms } from '../../server/realtime/rooms.ts';
import type { Rights, Rooms, UpdateLog, Visitor } from '../../server/realtime/types.ts';
import type { Kind } from '../../shared/kinds.ts';

/** The one document of a world. */
export const DOCUMENT_ID = 'world-document';
/** What the worlds write. */
export const DOCUMENT_KIND: Kind = 'tool';

/** When a kill strikes within a turn. */
export type KillMoment = 'between-turns' | 'before-commit' | 'after-commit';

/** Writes what the document hangs on: a hackathon, a team and the people of the world. */
export function layOutDatabase(path: string, people: readonly string[]): void {
  const db = openDatabase(path);
  const insertPerson = db.prepare(
    `INSERT INTO person (id, name, colour, createdAt) VALUES (?, ?, '#336699', 0)`,
  );
  for (const person of people) insertPerson.run(person, person);
  db.exec(`
    INSERT INTO hackathon (id, slug, name, startsAt, endsAt, createdAt)
      VALUES ('hackathon', 'hackathon', 'Hackathon', 0, 1, 0);
    INSERT INTO team (id, hackathonId, name, colour, createdAt)
      VALUES ('team', 'hackathon', 'Team', '#336699', 0);
    INSERT INTO document (id, hackathonId, teamId, kind, stateChangedAt, createdAt)
      VALUES ('${DOCUMENT_ID}', 'hackathon', 'team', '${DOCUMENT_KIND}', 0, 0);
  `);
  db.close();
}

/** One life of the server. */
export class WorldServer {
  readonly rooms: Rooms;
  /** Refuses every write transaction, like a full disk. */
  isDiskFull = false;
  /** Set before a kill within the next turn. */
  killMoment: KillMoment | null = null;
  changes = 0;
  readonly path: string;
  private readonly db: Database;
  private readonly onKilled: () => void;

  constructor(options: {
    readonly path: string;
    now(): number;
    /** Rows after which the log is compacted: few, so that it happens often. */
    readonly compactAfterRows: number;
    authorize(visitor: Visitor): Rights;
    /** The process has just died within a turn. */
    onKilled(): void;
  }) {
    this.path = options.path;
    this.onKilled = options.onKilled;
    this.db = openDatabase(options.path);
    this.rooms = openRooms({
      updateLog: this.withFaults(openUpdateLog(this.db)),
      authorize: (visitor) => options.authorize(visitor),
      onChanged: () => {
        this.changes++;
      },
      now: () => options.now(),
      log: ({ event, error }) => {
        if (this.isDiskFull) return;
        if (event === 'room-dropped' || event === 'compaction-failed') throw error;
      },
      limits: {
        compactAfterRows: options.compactAfterRows,
        compactOpenAfterRows: options.compactAfterRows * 4,
      },
    });
  }

  /** The files as a process killed now would leave them, under a new name. */
  copyFiles(path: string): void {
    copyFileSync(this.path, path);
    const wal = `${this.path}-wal`;
    if (existsSync(wal)) copyFileSync(wal, `${path}-wal`);
  }

  /** How many rows the log holds, and whether a snapshot stands beside it. */
  countRows(): { updates: number; snapshots: number } {
    const count = (sql: string) => this.db.prepare(sql).pluck().get() as number;
    return {
      updates: count('SELECT count(*) FROM document_update'),
      snapshots: count('SELECT count(*) FROM document_snapshot'),
    };
  }

  /** Closes the file; the relay must not be used any more. */
  closeFiles(): void {
    this.db.close();
  }

  private withFaults(log: UpdateLog): UpdateLog {
    const failWhenFull = (): void => {
      if (this.isDiskFull) throw new Error('database or disk is full');
    };
    return {
      ...log,
      probe: () => {
        failWhenFull();
        log.probe();
      },
      transaction: <T>(work: () => T): T => {
        failWhenFull();
        const moment = this.killMoment;
        if (moment === null || moment === 'between-turns') return log.transaction(work);
        this.killMoment = null;
        const result = log.transaction(() => {
          const done = work();
          if (moment === 'before-commit') this.onKilled();
          return done;
        });
        if (moment === 'after-commit') this.onKilled();
        return result;
      },
    };
  }
}

/** What a file holds, read the way the relay reads it, and again from the whole log. */
export function readFromDisk(path: string): { opened: Y.Doc; replayed: Y.Doc } {
  const db = openDatabase(path);
  try {
    const stored = openUpdateLog(db).load(DOCUMENT_ID);
    if (stored === null) throw new Error('The document is gone from the disk.');
    const opened = new Y.Doc();
    opened.transact(() => {
      if (stored.state !== null) Y.applyUpdate(opened, stored.state);
      for (const update of stored.updates) Y.applyUpdate(opened, update);
    });
    const replayed = new Y.Doc();
    const rows = db
      .prepare('SELECT bytes FROM document_update WHERE documentId = ? ORDER BY seq')
      .pluck()
      .all(DOCUMENT_ID) as Uint8Array[];
    replayed.transact(() => {
      for (const bytes of rows) Y.applyUpdate(replayed, bytes);
    });
    return { opened, replayed };
  } finally {
    db.close();
  }
}

/** A fresh name for the files of the next life. */
export function filesOfLife(folder: string, life: number): string {
  return join(folder, `life-${life}.sqlite`);
}
