// Where to go on after signing in. Pure.

/** `next` if it is an address of this app, `/` for anything else: a link must not lead elsewhere. */
export function nextAddress(next: string | null): string {
  if (next === null || !next.startsWith('/')) return '/';
  const base = 'http://sommet.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  return url.origin === base ? url.pathname + url.search + url.hash : '/';
}
