// What a new document begins with, made ahead of the transaction that creates it: the slow half of
// creating many. Knows no database.
import * as Y from 'yjs';
import { type DocumentSeed, writeSeed } from '../../shared/document.ts';
import type { Kind } from '../../shared/kinds.ts';
import { type Projection, project } from '../../shared/projection.ts';

/** The first content of a document that does not exist yet. */
export interface FirstContent {
  readonly kind: Kind;
  /** The Yjs client it was written by; nobody else may go on writing under it (AD5). */
  readonly clientId: number;
  /** `null` when nothing is written yet. */
  readonly bytes: Uint8Array | null;
  readonly projection: Projection;
}

/** Writes plain values into a content of its own (SY5). Throws `TypeError` for a seed of the wrong shape. */
export function createFirstContent(kind: Kind, seed: DocumentSeed): FirstContent {
  const doc = new Y.Doc();
  try {
    writeSeed(kind, doc, seed);
    return {
      kind,
      clientId: doc.clientID,
      bytes: doc.store.clients.size > 0 ? Y.encodeStateAsUpdate(doc) : null,
      projection: project(kind, doc),
    };
  } finally {
    doc.destroy();
  }
}
