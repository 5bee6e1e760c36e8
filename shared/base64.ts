// Bytes as text that JSON can hold. Knows nothing of what they are.

/** Bytes handed to one call: more arguments overflow the stack. */
const CHUNK = 0x8000;

/** The bytes in base 64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}
