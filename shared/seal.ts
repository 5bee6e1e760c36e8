// What only the server may say inside a document: that a signatory confirmed its commitment. Whoever
// writes gives each of their items a client id; those from 2^32 on are the server's, no connection may
// use one (AD5), and a projection believes no other.
import type * as Y from 'yjs';

/** Yjs draws its own client ids below this. */
const SEAL_FROM = 2 ** 32;

/** Root map of confirmations: signatory id → the words it confirmed. */
export const CONFIRMED_ROOT = 'confirmed';

/** Whether a client id is one the server seals with. */
export function isSealClient(clientId: number): boolean {
  return clientId >= SEAL_FROM;
}

/** Writes a confirmation as the server; `commitment` is what was promised at that moment. */
export function sealConfirmation(doc: Y.Doc, signatoryId: string, commitment: string): void {
  const own = doc.clientID;
  doc.clientID = SEAL_FROM + (own % SEAL_FROM);
  try {
    doc.getMap(CONFIRMED_ROOT).set(signatoryId, commitment);
  } finally {
    doc.clientID = own;
  }
}

/** The words the server saw confirmed, or `null` when nothing is, or somebody else wrote it. */
export function readSealed(doc: Y.Doc, signatoryId: string): string | null {
  const confirmed = doc.getMap(CONFIRMED_ROOT);
  const item = confirmed._map.get(signatoryId);
  if (item === undefined || item.deleted || !isSealClient(item.id.client)) return null;
  const words = confirmed.get(signatoryId);
  return typeof words === 'string' ? words : null;
}
