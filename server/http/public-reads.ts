// What anybody may read from anywhere, any page of any site included: answers without credentials,
// without a look at sessions, and not sent again when they are known. Knows the addresses only.
import type { MiddlewareHandler } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { KINDS } from '../../shared/kinds.ts';
import type { Env } from './context.ts';

const PUBLIC_PATHS = [
  /^\/api\/records(\.csv|\.json)?$/,
  new RegExp(`^/api/records/(${KINDS.join('|')})/[^/]+(/jsonld|/diff|/revisions/\\d+)?$`),
  /^\/api\/openapi\.json$/,
];

/** Files of whole lists: sent while they are read, so that nobody knows their tag before the end. */
const WHOLE_LIST = /^\/api\/records\.(csv|json)$/;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request is one that anybody may send from anywhere. */
function isPublicRead(method: string, path: string): boolean {
  return READING.has(method) && PUBLIC_PATHS.some((pattern) => pattern.test(path));
}

const CORS = 'Access-Control-Allow-Origin';

const withTags = etag({
  retainedHeaders: [...RETAINED_304_HEADERS, CORS.toLowerCase(), 'last-modified'],
});

/** Opens public reads to other sites' pages and answers 304 to whoever has the answer already. */
export function openPublicReads(): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!isPublicRead(c.req.method, c.req.path)) return next();
    c.header(CORS, '*');
    if (c.req.method === 'OPTIONS') {
      c.header('Access-Control-Allow-Methods', 'GET, HEAD');
      c.header('Access-Control-Allow-Headers', 'If-None-Match');
      c.header('Access-Control-Max-Age', '86400');
      return c.body(null, 204);
    }
    c.header('Cache-Control', 'public, max-age=0, must-revalidate');
    if (WHOLE_LIST.test(c.req.path)) await next();
    else await withTags(c, next);
  };
}

/** Runs `guard`, but for public reads: nobody is looked up for them. */
export function exceptPublicReads(guard: MiddlewareHandler<Env>): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!isPublicRead(c.req.method, c.req.path)) return guard(c, next);
    c.set('sessionId', null);
    c.set('actor', null);
    await next();
  };
}
