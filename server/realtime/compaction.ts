// Writes a document's whole state beside its log, so that opening does not replay it. The state is
// only trusted once it has been read back as the same document (SY8).
import * as Y from 'yjs';
import { hasSameContent } from './same-content.ts';
import type { Snapshot } from './types.ts';

/** What to keep for a document; throws when what comes back from it is not the same document. */
export function createVerifiedSnapshot(doc: Y.Doc): Snapshot {
  const state = Y.encodeStateAsUpdate(doc);
  const stateVector = Y.encodeStateVector(doc);
  const readBack = new Y.Doc();
  try {
    Y.applyUpdate(readBack, state);
    if (!hasSameContent(doc, readBack)) {
      throw new Error('the compacted state is not the document it was made from');
    }
  } finally {
    readBack.destroy();
  }
  return { state, stateVector, deletions: Y.encodeStateAsUpdate(doc, stateVector) };
}
