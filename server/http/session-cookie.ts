// The session cookie: its name, its attributes, and nothing of what it means.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { ABSOLUTE_LIFETIME_MS } from '../accounts/sessions.ts';

const NAME = 'sommet';

/**
 * Over https the cookie is `__Host-sommet; Secure`; a laptop that serves a LAN over http cannot set
 * that, and uses plain `sommet`.
 */
export interface CookieOptions {
  readonly isHttps: boolean;
}

function isSecure(c: Context, { isHttps }: CookieOptions): boolean {
  return isHttps || c.req.url.startsWith('https:');
}

/** The cookie as sent, if any. */
export function readSessionCookie(c: Context, options: CookieOptions): string | undefined {
  return isSecure(c, options) ? getCookie(c, NAME, 'host') : getCookie(c, NAME);
}

/** Gives the browser its session. */
export function writeSessionCookie(c: Context, options: CookieOptions, cookie: string): void {
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: ABSOLUTE_LIFETIME_MS / 1000,
  } as const;
  if (isSecure(c, options)) {
    setCookie(c, NAME, cookie, { ...attributes, secure: true, prefix: 'host' });
  } else {
    setCookie(c, NAME, cookie, attributes);
  }
}

/** Takes the session from the browser. */
export function clearSessionCookie(c: Context, options: CookieOptions): void {
  if (isSecure(c, options)) {
    deleteCookie(c, NAME, { path: '/', secure: true, prefix: 'host' });
  } else {
    deleteCookie(c, NAME, { path: '/' });
  }
}
