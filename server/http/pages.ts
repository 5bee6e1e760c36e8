// Serves the built client: hashed files for ever, and one page for every other address.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { SecureHeadersVariables } from 'hono/secure-headers';

/** Stands in the built page where this answer's nonce goes; the build writes it. */
const NONCE_MARK = 'SOMMET_NONCE';

/** Thrown at start when there is no built client to serve. */
class ClientNotBuiltError extends Error {
  readonly code = 'client_not_built';
}

/** The client's routes. The page is read once: a new build is a new start. */
export function clientPages(directory: string) {
  let page: string;
  try {
    page = readFileSync(join(directory, 'index.html'), 'utf8');
  } catch (cause) {
    throw new ClientNotBuiltError(
      `There is no built client in ${directory}. Run "npm run build" first.`,
      { cause },
    );
  }
  const files = serveStatic({
    root: directory,
    precompressed: true,
    onFound: (path, c) => {
      const isHashed = path.includes('/assets/');
      c.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return new Hono<{ Variables: SecureHeadersVariables }>()
    .get('*', (c, next) => (/\.[a-z0-9]+$/i.test(c.req.path) ? files(c, next) : next()))
    .get('*', (c) => {
      if (c.req.path.startsWith('/assets/')) return c.notFound();
      c.header('Cache-Control', 'no-store');
      return c.html(page.replaceAll(NONCE_MARK, c.get('secureHeadersNonce') ?? ''));
    });
}
