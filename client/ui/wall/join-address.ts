// Where people in the hall join. Pure.

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address to scan. The server may only know itself as `localhost`, which on a phone is the phone;
 * the address this wall was opened at is then the better one.
 */
export function joinAddress(joinUrl: string, pageOrigin: string): string {
  const url = new URL(joinUrl);
  if (!LOOPBACK.has(url.hostname)) return joinUrl;
  return new URL(url.pathname, pageOrigin).href;
}
