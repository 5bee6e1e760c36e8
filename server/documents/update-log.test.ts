// The log on a real SQLite file: what a transaction promises, and what comes back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { openUpdateLog } from './update-log.ts';

let folder: string;
let path: string;
let db: ReturnType<typeof openDatabase>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sommet-log-'));
  path = join(folder, 'sommet.db');
  db = openDatabase(path);
  db.exec(`
    INSERT INTO hackathon (id, slug, name, startsAt, endsAt, createdAt) VALUES ('h', 'h', 'H', 0, 1, 0);
    INSERT INTO team (id, hackathonId, name, colour, createdAt) VALUES ('t', 'h', 'T', '#000000', 0);
    INSERT INTO document (id, hackathonId, teamId, kind, stateChangedAt, createdAt)
      VALUES ('d', 'h', 't', 'tool', 0, 0);
    INSERT INTO person (id, name, colour, createdAt) VALUES ('ana', 'Ana', '#000000', 0);
  `);
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (...values: number[]) => Uint8Array.from(values);

const snapshot = { state: bytes(9, 9), stateVector: bytes(1), deletions: bytes(0, 0) };

describe('the update log', () => {
  it('gives back what was appended, in order, with the owners of client ids', () => {
    const log = openUpdateLog(db);
    expect(log.load('nowhere')).toBeNull();
    expect(log.load('d')).toEqual({
      kind: 'tool',
      state: null,
      snapshot: null,
      updates: [],
      throughSeq: 0,
      clients: new Map(),
    });
    log.transaction(() => {
      log.claimClient('d', 2 ** 32 - 1, { personId: 'ana', isProven: true });
      log.claimClient('d', 7, { personId: null, isProven: true });
      expect(log.append('d', 'ana', bytes(1), 5)).toBe(1);
      expect(log.append('d', null, bytes(2), 6)).toBe(2);
    });
    const stored = log.load('d')!;
    expect(stored.updates.map((update) => [...update])).toEqual([[1], [2]]);
    expect(stored.throughSeq).toBe(2);
    expect(stored.clients).toEqual(
      new Map([
        [2 ** 32 - 1, { personId: 'ana', isProven: true }],
        [7, { personId: null, isProven: true }],
      ]),
    );
  });

  it('[SY2] rolls back all of a failed transaction', () => {
    const log = openUpdateLog(db);
    expect(() =>
      log.transaction(() => {
        log.append('d', null, bytes(1), 0);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(log.load('d')!.updates).toHaveLength(0);
  });

  it('[SY1] refuses to promise durability inside a transaction that is not its own', () => {
    const log = openUpdateLog(db);
    db.transaction(() => {
      expect(() => log.transaction(() => 0)).toThrow(/outside other transactions/);
    })();
  });

  it('[SY8] opens from the compacted state and keeps every row for its authors', () => {
    const log = openUpdateLog(db);
    log.transaction(() => {
      for (let i = 1; i <= 3; i++) log.append('d', 'ana', bytes(i), i);
      log.compact('d', snapshot, 2, 10);
    });
    const stored = log.load('d')!;
    expect([...stored.state!]).toEqual([9, 9]);
    expect(stored.snapshot).toBeNull();
    expect(stored.updates.map((update) => update[0])).toEqual([3]);
    expect(stored.throughSeq).toBe(3);
    expect(db.prepare('SELECT count(*) FROM document_update').pluck().get()).toBe(3);
  });

  it('[SY5] hands out prepared answers only when nothing follows them and no byte has changed', () => {
    const log = openUpdateLog(db);
    log.transaction(() => log.compact('d', snapshot, log.append('d', 'ana', bytes(1), 1), 10));
    const { state, stateVector, deletions } = log.load('d')!.snapshot!;
    expect([state, stateVector, deletions].map((part) => [...part])).toEqual([[9, 9], [1], [0, 0]]);
    db.prepare('UPDATE document_snapshot SET state = ?').run(bytes(9, 8));
    expect(log.load('d')!.snapshot).toBeNull();
  });

  it('[SY3] the probe fails while writes do, quickly, and leaves nothing', () => {
    const log = openUpdateLog(db);
    log.probe();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => log.probe()).toThrow(/locked/);
    other.exec('COMMIT');
    other.close();
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    const fill = () =>
      log.transaction(() => {
        for (let i = 0; i < 50; i++) log.append('d', null, new Uint8Array(4096), 0);
      });
    expect(fill).toThrow(/full/);
    db.pragma('max_page_count = 1000000');
    log.probe();
    expect(log.load('d')!.updates).toHaveLength(0);
  });
});
