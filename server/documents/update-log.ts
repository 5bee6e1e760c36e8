// The log of every document on SQLite: appends, loads and compacts, all synchronously. It knows no
// Yjs and no room; a caller decides what a transaction holds.
import { createHash } from 'node:crypto';
import type { Database } from '../db/open.ts';
import type { ClientClaim, Snapshot, StoredDocument, UpdateLog } from '../realtime/types.ts';

/** Bytes the probe writes: more than the free room of a page, so that a full disk shows. */
const PROBE_BYTES = 16_384;

interface SnapshotRow {
  readonly state: Buffer;
  /** Null in snapshots that older versions wrote, as are the other answers. */
  readonly stateVector: Buffer | null;
  readonly deletions: Buffer | null;
  readonly digest: Buffer | null;
  readonly throughSeq: number;
}

/** SHA-256 over the parts of a snapshot. */
function digestOf({ state, stateVector, deletions }: Snapshot): Buffer {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(state.length, 0);
  lengths.writeUInt32BE(stateVector.length, 4);
  return createHash('sha256')
    .update(lengths)
    .update(state)
    .update(stateVector)
    .update(deletions)
    .digest();
}

/** The snapshot when it is, byte by byte, what was verified as it was written; `null` otherwise. */
function trusted({ state, stateVector, deletions, digest }: SnapshotRow): Snapshot | null {
  if (stateVector === null || deletions === null || digest === null) return null;
  const snapshot = { state, stateVector, deletions };
  return digestOf(snapshot).equals(digest) ? snapshot : null;
}

/** Opens the log on an open database. */
export function openUpdateLog(db: Database): UpdateLog {
  const selectKind = db.prepare<[string], { kind: string }>(
    'SELECT kind FROM document WHERE id = ?',
  );
  const selectSnapshot = db.prepare<[string], SnapshotRow>(
    `SELECT state, stateVector, deletions, digest, throughSeq FROM document_snapshot
     WHERE documentId = ?`,
  );
  const selectUpdates = db.prepare<[string, number], { seq: number; bytes: Buffer }>(
    'SELECT seq, bytes FROM document_update WHERE documentId = ? AND seq > ? ORDER BY seq',
  );
  const selectClients = db.prepare<
    [string],
    { clientId: number; personId: string | null; isProven: number }
  >('SELECT clientId, personId, isProven FROM document_client WHERE documentId = ?');
  const insertUpdate = db.prepare<[string, string | null, Uint8Array, number]>(
    'INSERT INTO document_update (documentId, personId, bytes, at) VALUES (?, ?, ?, ?)',
  );
  const upsertClient = db.prepare<[string, number, string | null, number]>(
    `INSERT INTO document_client (documentId, clientId, personId, isProven) VALUES (?, ?, ?, ?)
     ON CONFLICT (documentId, clientId) DO UPDATE
     SET personId = excluded.personId, isProven = excluded.isProven WHERE isProven = 0`,
  );
  const upsertSnapshot = db.prepare<
    Snapshot & { documentId: string; digest: Buffer; throughSeq: number; at: number }
  >(
    `INSERT INTO document_snapshot
       (documentId, state, stateVector, deletions, digest, throughSeq, at)
     VALUES (:documentId, :state, :stateVector, :deletions, :digest, :throughSeq, :at)
     ON CONFLICT (documentId) DO UPDATE
     SET state = excluded.state, stateVector = excluded.stateVector,
       deletions = excluded.deletions, digest = excluded.digest,
       throughSeq = excluded.throughSeq, at = excluded.at`,
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
    const clients = new Map<number, ClientClaim>();
    for (const { clientId, personId, isProven } of selectClients.iterate(documentId)) {
      clients.set(clientId, { personId, isProven: isProven === 1 });
    }
    return {
      kind: document.kind,
      state: snapshot?.state ?? null,
      snapshot: snapshot === undefined || updates.length > 0 ? null : trusted(snapshot),
      updates,
      throughSeq,
      clients,
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

    append(documentId, personId, update, at) {
      return Number(insertUpdate.run(documentId, personId, update, at).lastInsertRowid);
    },

    claimClient(documentId, clientId, { personId, isProven }) {
      upsertClient.run(documentId, clientId, personId, isProven ? 1 : 0);
    },

    compact(documentId, { state, stateVector, deletions }, throughSeq, at) {
      const snapshot = { state, stateVector, deletions };
      upsertSnapshot.run({ documentId, ...snapshot, digest: digestOf(snapshot), throughSeq, at });
    },

    probe() {
      run.immediate(() => {
        const { changes, lastInsertRowid } = createProbe.run(PROBE_BYTES);
        if (changes > 0) deleteProbe.run(lastInsertRowid);
      });
    },
  };
}
