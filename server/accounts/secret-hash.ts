// How secrets of cookies and links are kept: as hashes only. They are 256 random bits, so a fast
// hash without salt is enough; passwords are another matter (passwords.ts).
import { createHash } from 'node:crypto';

/** SHA-256 of a secret, as hex. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
