// Normal forms that make two spellings of one thing equal: names, addresses, tags, slugs.

/** A name for comparison: no accents, case, punctuation or doubled spaces. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A name as a key or permalink: `Hivos Open Contracting` becomes `hivos-open-contracting`; never empty. */
export function slugify(name: string): string {
  const slug = normaliseName(name)
    .replaceAll(' ', '-')
    .slice(0, 80)
    // The cut may have parted a surrogate pair, which no address can hold.
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/-+$/, '');
  return slug === '' ? 'untitled' : slug;
}

/** Protocols an address may have in a record (LI3). */
const WEB_PROTOCOLS = new Set(['http:', 'https:']);

/**
 * A web address in normal form, or `null` when it is none. A missing protocol is read as https;
 * credentials are refused.
 */
export function normaliseUrl(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return null;
  const withProtocol =
    /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d+(\/|$)/.test(trimmed)
      ? trimmed
      : `https://${trimmed}`;
  let url: URL;
  try {
    url = new URL(withProtocol);
  } catch {
    // `new URL` is the only complete check there is, and it answers by throwing.
    return null;
  }
  if (!WEB_PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (!url.hostname.includes('.') && url.hostname !== 'localhost') return null;
  return url.href;
}

/** What two addresses of one site or repository share: host without `www.` and path without `.git` or a last slash. */
export function siteKey(address: string): string | null {
  const normal = normaliseUrl(address);
  if (normal === null) return null;
  const url = new URL(normal);
  const host = url.hostname.replace(/^www\./, '');
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
  return `${host}${path}`;
}
