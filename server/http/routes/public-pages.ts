// The public catalogue as pages: every address under /catalogue. The same for everybody who is not
// signed in, and without a look at any session for them.
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { RecordView } from '../../../shared/api/catalogue.ts';
import { brandOf } from '../../../shared/brand.ts';
import { isKind } from '../../../shared/kinds.ts';
import { can } from '../../../shared/roles.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { BadCursorError } from '../../catalogue/listing.ts';
import { diffFields } from '../../documents/field-diff.ts';
import { subjectOf as recordSubject } from '../../documents/record-decisions.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import type { Images } from '../../images/images.ts';
import { renderActions } from '../../pages/actions-page.tsx';
import { renderCatalogue } from '../../pages/catalogue-page.tsx';
import { renderRevisionDiff } from '../../pages/diff-page.tsx';
import type { PageBrand } from '../../pages/layout.tsx';
import { renderMerge } from '../../pages/merge-page.tsx';
import { type Absence, renderAbsent, renderWithdrawn } from '../../pages/notice-page.tsx';
import type { DeskView } from '../../pages/record-desk.tsx';
import { renderRecord } from '../../pages/record-page.tsx';
import type { Site, Viewer } from '../../pages/site.ts';
import { authenticate } from '../auth.ts';
import { searchQuery, toSearch } from '../catalogue-search.ts';
import type { Env } from '../context.ts';
import { createLiveSite, languageOf, pathOf, rememberLanguage } from '../live-site.ts';
import { createRecordDesk } from '../record-desk.ts';
import { type CookieOptions, readSessionCookie } from '../session-cookie.ts';

interface PageParts {
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly hackathons: Hackathons;
  readonly images: Pick<Images, 'has'>;
}

interface PageDoors extends CookieOptions {
  readonly publicUrl: () => string;
}

/** Pages may be kept by anybody, and are asked for again each time. */
const PUBLIC_CACHE = 'public, max-age=0, must-revalidate';

/** The pages' routes; not part of the API. */
export function publicPages(parts: PageParts, doors: PageDoors) {
  const { accounts, catalogue, hackathons, images } = parts;
  const desk = createRecordDesk({ catalogue, hackathons });

  function viewerOf(c: Context<Env>): Viewer | null {
    const actor = c.get('actor');
    if (actor === null || actor === undefined) return null;
    const ids = new Set([
      ...actor.facilitates,
      ...actor.teams.map(({ hackathonId }) => hackathonId),
    ]);
    return {
      boards: [...ids].flatMap((id) => {
        const hackathon = hackathons.get(id);
        return hackathon === null
          ? []
          : [{ name: hackathon.name, href: `/hackathons/${encodeURIComponent(hackathon.slug)}` }];
      }),
    };
  }

  function siteOf(c: Context<Env>): Site {
    const actor = c.get('actor') ?? null;
    const own = actor === null ? null : (accounts.people.get(actor.personId)?.language ?? null);
    const site = createLiveSite(c, {
      publicUrl: doors.publicUrl(),
      viewer: viewerOf(c),
      language: languageOf(c, own),
    });
    return {
      ...site,
      // An address may have the form of ours and be of another server.
      href: (place) => (place.to === 'image' && !images.has(place.name) ? null : site.href(place)),
    };
  }

  function brandOfSlug(slug: string | null): PageBrand | null {
    const row = slug === null ? null : hackathons.getBySlug(slug);
    return row === null ? null : { name: row.name, slug: row.slug, ...brandOf(row) };
  }

  /** What the viewer may do with a record; `null` for strangers. */
  function deskOf(c: Context<Env>, record: RecordView): DeskView | null {
    const actor = c.get('actor') ?? null;
    const row = catalogue.row(record.id);
    return actor === null || row === null ? null : desk.view(actor, record, row);
  }

  const absent = (c: Context<Env>, absence: Absence) =>
    c.html(renderAbsent(absence, siteOf(c)), absence === 'not-found' ? 404 : 400);

  /** The published record of an address; a redirect, 410 or 404 otherwise. */
  function requireRecord(c: Context<Env>, rest = ''): RecordView | Response {
    const kind = c.req.param('kind') ?? '';
    const slug = c.req.param('slug') ?? '';
    const found = isKind(kind) ? catalogue.getByPath(kind, slug) : null;
    if (found === null) return absent(c, 'not-found');
    if ('tombstone' in found) return c.html(renderWithdrawn(found.tombstone, siteOf(c)), 410);
    if (!('redirect' in found)) return found;
    // Permanent for links, asked for again by browsers: a record may be renamed back.
    c.header('Cache-Control', 'no-cache');
    return c.redirect(`${found.redirect}${rest}${new URL(c.req.url).search}`, 301);
  }

  return new Hono<Env>()
    .use('/catalogue/*', compress())
    .use('/catalogue/*', etag())
    .use('/catalogue/*', async (c, next) => {
      rememberLanguage(c);
      const isPrivate = readSessionCookie(c, doors) !== undefined;
      c.header('Vary', 'Accept-Language, Cookie');
      if (isPrivate) await authenticate(parts, doors)(c, next);
      else await next();
      if (c.res.headers.has('Cache-Control')) return;
      c.header(
        'Cache-Control',
        isPrivate || c.res.headers.has('Set-Cookie') ? 'private, no-cache' : PUBLIC_CACHE,
      );
    })
    .get('/catalogue', (c) => {
      const query = searchQuery.safeParse(c.req.query());
      if (!query.success) return absent(c, 'bad-search');
      const search = toSearch(query.data);
      try {
        const page = catalogue.list(search);
        const hackathon = brandOfSlug(search.facets.hackathon ?? null);
        return c.html(renderCatalogue({ page, search, hackathon }, siteOf(c)));
      } catch (error) {
        if (error instanceof BadCursorError) return absent(c, 'bad-cursor');
        throw error;
      }
    })
    .get('/catalogue/actions/:hackathon', (c) => {
      const hackathon = brandOfSlug(c.req.param('hackathon'));
      if (hackathon === null) return absent(c, 'not-found');
      const ids = catalogue.listIds({
        kind: 'collective-action',
        facets: { hackathon: hackathon.slug },
      });
      const actions = ids.flatMap((id) => catalogue.get(id) ?? []);
      return c.html(renderActions({ hackathon, actions }, siteOf(c)));
    })
    .get('/catalogue/:kind/:slug', (c) => {
      // The address that older links have for a revision.
      const { kind, slug } = c.req.param();
      const revision = c.req.query('revision');
      if (revision !== undefined && /^\d{1,9}$/.test(revision) && isKind(kind)) {
        return c.redirect(pathOf({ to: 'revision', kind, slug, number: Number(revision) }), 301);
      }
      const record = requireRecord(c);
      if (record instanceof Response) return record;
      c.header('Last-Modified', new Date(record.finalisedAt).toUTCString());
      return c.html(renderRecord(record, siteOf(c), deskOf(c, record)));
    })
    .get('/catalogue/:kind/:slug/merge', (c) => {
      const actor = c.get('actor') ?? null;
      const record = requireRecord(c, '/merge');
      if (record instanceof Response) return record;
      const row = catalogue.row(record.id);
      if (actor === null || row === null || !can(actor, 'merge', recordSubject(row))) {
        return absent(c, 'not-found');
      }
      const q = (c.req.query('q') ?? '').trim().slice(0, 200);
      const withId = c.req.query('with') ?? '';
      return c.html(renderMerge(desk.merge(actor, record, row, { q, withId }), siteOf(c)));
    })
    .get('/catalogue/:kind/:slug/revisions/:number{[0-9]{1,9}}', (c) => {
      const number = Number(c.req.param('number'));
      const record = requireRecord(c, `/revisions/${number}`);
      if (record instanceof Response) return record;
      const revision = catalogue.revision(record.id, number);
      if (revision === null) return absent(c, 'not-found');
      return c.html(renderRecord(revision, siteOf(c)));
    })
    .get('/catalogue/:kind/:slug/changes', (c) => {
      const record = requireRecord(c, '/changes');
      if (record instanceof Response) return record;
      const sideOf = (name: string) => {
        const asked = c.req.query(name) ?? '';
        return /^\d{1,9}$/.test(asked) ? catalogue.revision(record.id, Number(asked)) : null;
      };
      const from = sideOf('from');
      const until = sideOf('until');
      if (from === null || until === null) return absent(c, 'not-found');
      const view = {
        record,
        from: { number: from.revision, finalisedAt: from.finalisedAt },
        until: { number: until.revision, finalisedAt: until.finalisedAt },
        fields: diffFields(record.kind, from.fields, until.fields),
      };
      return c.html(renderRevisionDiff(view, siteOf(c)));
    })
    .get('/catalogue/', (c) => c.redirect(pathOf({ to: 'catalogue' }), 301))
    .get('/catalogue/*', (c) => absent(c, 'not-found'));
}
