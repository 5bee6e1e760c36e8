// Who asks, and from which page: the session of a request and the refusal of other sites' requests.
// Knows no route.
import type { Context, MiddlewareHandler } from 'hono';
import type { Accounts } from '../accounts/accounts.ts';
import type { Env } from './context.ts';
import { AppError } from './errors.ts';
import { isOwnPage, type OwnAddresses } from './proxies.ts';
import { type CookieOptions, readSessionCookie } from './session-cookie.ts';

/** Sets `sessionId` and `actor`, both `null` for the public. */
export function authenticate(
  { accounts }: { accounts: Accounts },
  doors: CookieOptions,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const session = await accounts.sessions.resolve(readSessionCookie(c, doors));
    c.set('sessionId', session?.sessionId ?? null);
    c.set('actor', session === null ? null : accounts.actor(session.personId));
    await next();
  };
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what could change something and comes from another site's page (AC4), and bodies that are
 * not JSON, which a foreign form could send. Browsers send `Origin` with every such request; where
 * it is missing, `Sec-Fetch-Site` has to say that page and server are one.
 */
export function refuseCrossSite(addresses: OwnAddresses): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!READING.has(c.req.method)) {
      const origin = c.req.header('Origin');
      const isOurs =
        origin === undefined
          ? c.req.header('Sec-Fetch-Site') === 'same-origin'
          : isOwnPage(c, addresses);
      if (!isOurs) {
        throw new AppError(
          403,
          'foreign_origin',
          'This request did not come from a page of this server. PUBLIC_URL and ALLOWED_ORIGINS say which pages are.',
        );
      }
      if (hasBody(c) && !isJson(c.req.header('Content-Type'))) {
        throw new AppError(415, 'json_only', 'Send JSON, with the content type application/json.');
      }
    }
    await next();
  };
}

/** As HTTP/1.1 tells it; Node offers an empty stream for every request. */
function hasBody(c: Context): boolean {
  const length = c.req.header('Content-Length');
  return length === undefined ? c.req.header('Transfer-Encoding') !== undefined : length !== '0';
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}
