// The log of every document on SQLite: appends, loads and compacts, all synchronously. It knows no
// Yjs and no room; a caller decides what a transaction holds.

import type { Database } from '../db/open.ts';
import type { StoredDocument, UpdateLog } from '../realtime/types.ts';

/** Bytes the probe writes: more than the free room of a page, so that a full disk shows. */
const PROBE_BYTES = 16_384;

/** Opens the log on an open database. */
export function openUpdateLog(db: Database): UpdateLog {
  const selectKind = db.prepare<[string], { kind: string }>(
    'SELECT kind FROM document WHERE id = ?',
  );
  const selectSnapshot = db.prepare<[string], { state: Buffer; throughSeq: number }>(
    'SELECT state, throughSeq FROM document_snapshot WHERE documentId = ?',
  );
  const selectUpdates = db.prepare<[string, number], { seq: number; bytes: Buffer }>(
    'SELECT seq, bytes FROM document_update WHERE documentId = ? AND seq > ? ORDER BY seq',
  );
  const selectClients = db.prepare<[string], { clientId: number; personId: string | null }>(
    'SELECT clientId, personId FROM document_client WHERE documentId = ?',
  );
  const insertUpdate = db.prepare<[string, string | null, Uint8Array, number]>(
    'INSERT INTO document_update (documentId, personId, bytes, at) VALUES (?, ?, ?, ?)',
  );
  const insertClient = db.prepare<[string, number, string | null]>(
    'INSERT INTO document_client (documentId, clientId, personId) VALUES (?, ?, ?)',
  );
  const upsertSnapshot = db.prepare<[string, Uint8Array, number, number]>(
    `INSERT INTO document_snapshot (documentId, state, throughSeq, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (documentId) DO UPDATE
     SET state = excluded.state, throughSeq = excluded.throughSeq, at = excluded.at`,
  );
  const createProbe = db.prepare<[number]>(
    `INSERT INTO document_update (documentId, bytes, at)
     SELECT id, zeroblob(?), 0 FROM document LIMIT 1`,
  );
  const deleteProbe = db.prepare<[number | bigint]>('DELETE FROM document_update WHERE seq = ?');

  const run = db.transaction((work: () => unknown) => work());
  const load = db.transaction((documentId: string): StoredDocument | null => {
    const document = selectKind.get(documentId);
    if (document === undefined) return null;
    const snapshot = selectSnapshot.get(documentId);
    const updates: Uint8Array[] = [];
    let throughSeq = snapshot?.throughSeq ?? 0;
    for (const { seq, bytes } of selectUpdates.iterate(documentId, throughSeq)) {
      updates.push(bytes);
      throughSeq = seq;
    }
    const clientOwners = new Map<number, string | null>();
    for (const { clientId, personId } of selectClients.iterate(documentId)) {
      clientOwners.set(clientId, personId);
    }
    return {
      kind: document.kind,
      state: snapshot?.state ?? null,
      updates,
      throughSeq,
      clientOwners,
    };
  });

  return {
    load: (documentId) => load(documentId),

    transaction<T>(work: () => T): T {
      // Inside another transaction nothing would be durable when this returns.
      if (db.inTransaction)
        throw new Error('The log commits by itself, outside other transactions.');
      return run.immediate(work) as T;
    },

    savepoint<T>(work: () => T): T {
      if (!db.inTransaction) throw new Error('A savepoint needs a transaction around it.');
      return run(work) as T;
    },

    append(documentId, personId, update, at) {
      return Number(insertUpdate.run(documentId, personId, update, at).lastInsertRowid);
    },

    claimClient(documentId, clientId, personId) {
      insertClient.run(documentId, clientId, personId);
    },

    compact(documentId, state, throughSeq, at) {
      upsertSnapshot.run(documentId, state, throughSeq, at);
    },

    probe() {
      run.immediate(() => {
        const { changes, lastInsertRowid } = createProbe.run(PROBE_BYTES);
        if (changes > 0) deleteProbe.run(lastInsertRowid);
      });
    },
  };
}
