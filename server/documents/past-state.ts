// What a document was at a place in its log: from the nearest whole state before it, and the updates
// between.
import type { Database } from 'better-sqlite3';
import * as Y from 'yjs';

/** Prepares reading; the answer is the whole document as one update. */
export function preparePastState(db: Database): (documentId: string, seq: number) => Uint8Array {
  const selectNearest = db.prepare<
    { documentId: string; seq: number },
    { throughSeq: number; state: Uint8Array }
  >(
    `SELECT throughSeq, state FROM (
       SELECT throughSeq, state FROM document_snapshot WHERE documentId = :documentId
       UNION ALL
       SELECT throughSeq, state FROM document_version WHERE documentId = :documentId
     ) WHERE throughSeq <= :seq ORDER BY throughSeq DESC LIMIT 1`,
  );
  const selectBetween = db
    .prepare<[string, number, number], Uint8Array>(
      `SELECT bytes FROM document_update
       WHERE documentId = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    )
    .pluck();
  return (documentId, seq) => {
    const nearest = selectNearest.get({ documentId, seq });
    const doc = new Y.Doc();
    // One transaction: applying them one by one costs ten times as much.
    doc.transact(() => {
      if (nearest !== undefined) Y.applyUpdate(doc, nearest.state);
      for (const bytes of selectBetween.iterate(documentId, nearest?.throughSeq ?? 0, seq)) {
        Y.applyUpdate(doc, bytes);
      }
    });
    const state = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    return state;
  };
}
