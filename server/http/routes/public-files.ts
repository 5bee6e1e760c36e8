// What readers that are no people ask for: feeds, sitemap, robots.txt, and the files of the pages.
// Needs no session.
import { brotliCompressSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { accentOfSheet } from '../../pages/accent-sheet.ts';
import { renderAtom, renderJsonFeed, xml } from '../../pages/feeds.ts';
import { pageFile, pageFiles } from '../../pages/page-files.ts';
import { searchQuery, toSearch } from '../catalogue-search.ts';
import type { Env } from '../context.ts';
import { createLiveSite, languageOf, pathOf } from '../live-site.ts';

interface FileParts {
  readonly catalogue: Catalogue;
}

interface FileDoors {
  readonly publicUrl: () => string;
}

/** Revisions in a feed; readers ask more often than a hackathon finalises fifty. */
const FEED_SIZE = 50;

/** Addresses in one sitemap: the protocol allows 50,000, these are written in some milliseconds. */
const SITEMAP_SIZE = 2000;

const PUBLIC_CACHE = 'public, max-age=0, must-revalidate';

/** A smaller file than this is not worth compressing, bytes. */
const WORTH_COMPRESSING_BYTES = 1024;

/** The routes; not part of the API. */
export function publicFiles({ catalogue }: FileParts, { publicUrl }: FileDoors) {
  const files = new Map(
    [...pageFiles().values()].map((file) => {
      const isText = /^text|svg/.test(file.type) && file.bytes.length >= WORTH_COMPRESSING_BYTES;
      return [file.hashedName, { ...file, brotli: isText ? brotliCompressSync(file.bytes) : null }];
    }),
  );
  const absolute = (path: string) => new URL(path, publicUrl()).href;

  function feed(c: Context<Env>, format: 'atom' | 'json') {
    const query = searchQuery.safeParse(c.req.query());
    if (!query.success) return c.text('This feed cannot be read: see the query parameters.', 400);
    const language = languageOf(c, null);
    const site = createLiveSite(c, { publicUrl: publicUrl(), viewer: null, language });
    // A feed is what is new, not what fits best.
    const { records } = catalogue.list({
      ...toSearch(query.data),
      q: '',
      cursor: null,
      limit: FEED_SIZE,
    });
    const self = absolute(`${pathOf({ to: 'feed', format })}${new URL(c.req.url).search}`);
    c.header('Cache-Control', PUBLIC_CACHE);
    c.header('Vary', 'Accept-Language');
    c.header('Access-Control-Allow-Origin', '*');
    const newest = records[0]?.finalisedAt;
    if (newest !== undefined) c.header('Last-Modified', new Date(newest).toUTCString());
    c.header(
      'Content-Type',
      `application/${format === 'atom' ? 'atom+xml' : 'feed+json'}; charset=utf-8`,
    );
    const view = { records, self };
    return c.body(format === 'atom' ? renderAtom(view, site) : renderJsonFeed(view, site));
  }

  function sitemapIndex(c: Context<Env>) {
    const count = Math.max(1, Math.ceil(catalogue.list({ limit: 1 }).total / SITEMAP_SIZE));
    const maps = Array.from({ length: count }, (_, index) => absolute(`/sitemap-${index + 1}.xml`));
    return xmlAnswer(
      c,
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps
        .map((address) => `<sitemap><loc>${xml(address)}</loc></sitemap>`)
        .join('')}</sitemapindex>`,
    );
  }

  function sitemap(c: Context<Env>, number: number) {
    const entries = catalogue.addresses({
      offset: (number - 1) * SITEMAP_SIZE,
      limit: SITEMAP_SIZE,
    });
    if (entries.length === 0 && number > 1) return c.notFound();
    const first = number === 1 ? [`<url><loc>${xml(absolute('/catalogue'))}</loc></url>`] : [];
    const urls = entries.map(
      ({ path, updatedAt }) =>
        `<url><loc>${xml(absolute(path))}</loc><lastmod>${new Date(updatedAt).toISOString()}</lastmod></url>`,
    );
    return xmlAnswer(
      c,
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[...first, ...urls].join('\n')}</urlset>`,
    );
  }

  return new Hono<Env>()
    .use('/catalogue/feed.*', compress({ contentTypeFilter: /xml|json/ }), etag())
    .use('/:map{sitemap.*\\.xml}', compress({ contentTypeFilter: /xml/ }), etag())
    .get('/catalogue/feed.atom', (c) => feed(c, 'atom'))
    .get('/catalogue/feed.json', (c) => feed(c, 'json'))
    .get('/sitemap.xml', sitemapIndex)
    .get('/:map{sitemap-[0-9]{1,4}\\.xml}', (c) =>
      sitemap(c, Number(/\d+/.exec(c.req.param('map'))?.[0])),
    )
    .get('/robots.txt', (c) => {
      c.header('Cache-Control', PUBLIC_CACHE);
      return c.text(
        [
          'User-agent: *',
          'Allow: /catalogue',
          'Allow: /pages/',
          'Allow: /images/',
          'Allow: /previews/',
          // Pictures of hackathons, which pages show.
          'Allow: /api/hackathons/*/logo/',
          'Allow: /api/records',
          'Allow: /api/docs',
          // Joining, boards and documents are for those who are there.
          'Disallow: /',
          '',
          `Sitemap: ${absolute('/sitemap.xml')}`,
          '',
        ].join('\n'),
      );
    })
    .get('/pages/:name', (c) => {
      const name = c.req.param('name');
      const file = files.get(name) ?? accentFile(name);
      if (file === undefined) return c.notFound();
      c.header('Content-Type', file.type);
      c.header('Cache-Control', 'public, max-age=31536000, immutable');
      if (file.brotli === null) return c.body(new Uint8Array(file.bytes));
      c.header('Vary', 'Accept-Encoding');
      if (!/\bbr\b/.test(c.req.header('Accept-Encoding') ?? '')) {
        return c.body(new Uint8Array(file.bytes));
      }
      c.header('Content-Encoding', 'br');
      return c.body(new Uint8Array(file.brotli));
    });
}

/** The style sheet of a hackathon's colour, as small as its name. */
function accentFile(hashedName: string) {
  const name = hashedName.replace(/-[0-9a-f]{10}\.css$/, '.css');
  const file = accentOfSheet(name) === null ? null : pageFile(name);
  return file?.hashedName === hashedName ? { ...file, brotli: null } : undefined;
}

function xmlAnswer(c: Context<Env>, text: string) {
  c.header('Content-Type', 'application/xml; charset=utf-8');
  c.header('Cache-Control', PUBLIC_CACHE);
  return c.body(`<?xml version="1.0" encoding="utf-8"?>\n${text}\n`);
}
