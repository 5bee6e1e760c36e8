// Gives every document with a long log a verified whole state beside it, so that opening does not
// replay the log, and folds SQLite's own log into the file. Safe while a server runs.
import type { Database } from 'better-sqlite3';
import { createVerifiedSnapshot } from '../realtime/compaction.ts';
import { buildDoc } from '../realtime/live-document.ts';
import type { UpdateLog } from '../realtime/types.ts';

/** What was done. */
interface Compacted {
  readonly documents: number;
  /** Documents whose state did not come back as it was; their log is untouched. */
  readonly failed: readonly { readonly documentId: string; readonly error: unknown }[];
}

/** Compacts documents with at least `minRows` rows after their last state. */
export function compactDocuments({
  db,
  updateLog,
  now,
  minRows,
}: {
  db: Database;
  updateLog: UpdateLog;
  now: () => number;
  minRows: number;
}): Compacted {
  const selectLong = db
    .prepare<{ minRows: number }, string>(
      `SELECT document.id FROM document
       LEFT JOIN document_snapshot AS snapshot ON snapshot.documentId = document.id
       WHERE (SELECT count(*) FROM document_update AS entry
         WHERE entry.documentId = document.id AND entry.seq > coalesce(snapshot.throughSeq, 0)
       ) >= :minRows`,
    )
    .pluck();
  const selectThroughSeq = db
    .prepare<[string], number>('SELECT throughSeq FROM document_snapshot WHERE documentId = ?')
    .pluck();

  function compact(documentId: string): void {
    const stored = updateLog.load(documentId);
    if (stored === null) return;
    const { throughSeq } = stored;
    const doc = buildDoc(documentId, stored);
    try {
      // Made before the lock is taken: a server beside us waits for 50 ms only.
      const snapshot = createVerifiedSnapshot(doc);
      updateLog.transaction(() => {
        // It may have compacted the same document meanwhile, and further.
        if ((selectThroughSeq.get(documentId) ?? 0) >= throughSeq) return;
        updateLog.compact(documentId, snapshot, throughSeq, now());
      });
    } finally {
      doc.destroy();
    }
  }

  const failed: { documentId: string; error: unknown }[] = [];
  const long = selectLong.all({ minRows });
  for (const documentId of long) {
    try {
      compact(documentId);
    } catch (error) {
      failed.push({ documentId, error });
    }
  }
  db.pragma('wal_checkpoint(PASSIVE)');
  return { documents: long.length - failed.length, failed };
}
