// The session cookie: its name, its attributes, and nothing of what it means.
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { ABSOLUTE_LIFETIME_MS } from '../accounts/sessions.ts';
import type { Env } from './context.ts';
import { isHttpsRequest } from './proxies.ts';

const NAME = 'sommet';

/** The browser's own token; stays when somebody signs out (see accounts/known-browsers.ts). */
const BROWSER_NAME = 'sommet-browser';

/** Browsers forget cookies after 400 days at the latest. */
const BROWSER_LIFETIME_S = 400 * 24 * 60 * 60;

/**
 * Over https the cookie is `__Host-sommet; Secure`; a laptop that serves a LAN over http cannot set
 * that, and uses plain `sommet`.
 */
export interface CookieOptions {
  readonly isHttps: boolean;
}

function isSecure(c: Context<Env>, options: CookieOptions): boolean {
  return isHttpsRequest(c, options) || c.req.url.startsWith('https:');
}

function read(c: Context<Env>, options: CookieOptions, name: string): string | undefined {
  return isSecure(c, options) ? getCookie(c, name, 'host') : getCookie(c, name);
}

function write(
  c: Context<Env>,
  options: CookieOptions,
  name: string,
  { value, maxAge, sameSite }: { value: string; maxAge: number; sameSite: 'Lax' | 'Strict' },
): void {
  const attributes = { path: '/', httpOnly: true, sameSite, maxAge } as const;
  if (isSecure(c, options)) {
    setCookie(c, name, value, { ...attributes, secure: true, prefix: 'host' });
  } else {
    setCookie(c, name, value, attributes);
  }
}

/** The cookie as sent, if any. */
export function readSessionCookie(c: Context<Env>, options: CookieOptions): string | undefined {
  return read(c, options, NAME);
}

/** The browser's token, if it has one. */
export function readBrowserCookie(c: Context<Env>, options: CookieOptions): string | undefined {
  return read(c, options, BROWSER_NAME);
}

/** Gives the browser its token. */
export function writeBrowserCookie(c: Context<Env>, options: CookieOptions, token: string): void {
  const maxAge = BROWSER_LIFETIME_S;
  write(c, options, BROWSER_NAME, { value: token, maxAge, sameSite: 'Strict' });
}

/** Gives the browser its session. */
export function writeSessionCookie(c: Context<Env>, options: CookieOptions, cookie: string): void {
  const maxAge = ABSOLUTE_LIFETIME_MS / 1000;
  write(c, options, NAME, { value: cookie, maxAge, sameSite: 'Lax' });
}

/** Takes the session from the browser. */
export function clearSessionCookie(c: Context<Env>, options: CookieOptions): void {
  if (isSecure(c, options)) {
    deleteCookie(c, NAME, { path: '/', secure: true, prefix: 'host' });
  } else {
    deleteCookie(c, NAME, { path: '/' });
  }
}
