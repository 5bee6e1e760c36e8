// What a page of a wall calls itself, so that the server can count screens. Says nothing of who looks.

/** 26 characters nobody else chooses. */
export function createScreenId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
