// The pictures by which pages are shown where somebody links to them. Needs no session; whatever cannot
// be drawn leads to the picture of all pages, because a previewer asks once.
import { type Context, Hono } from 'hono';
import { type Brand, brandOf } from '../../../shared/brand.ts';
import { isKind } from '../../../shared/kinds.ts';
import { type Language, toLanguage } from '../../../shared/language-choice.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { cardOfActions } from '../../pages/actions-page.tsx';
import {
  cardVersion,
  hackathonCard,
  type PreviewCard,
  recordCard,
} from '../../pages/preview-card.ts';
import type { Previews } from '../../previews/previews.ts';
import type { Env } from '../context.ts';
import { pathOf } from '../live-site.ts';

interface PreviewParts {
  readonly catalogue: Catalogue;
  readonly hackathons: Hackathons;
  readonly previews: Previews;
}

/** An address carries the version of what it shows, so that it may be kept for a while. */
const CACHE = 'public, max-age=3600';

/** The route; not part of the API. */
export function previewFiles({ catalogue, hackathons, previews }: PreviewParts) {
  function cardOf(language: Language, type: string, slug: string): PreviewCard | null {
    if (isKind(type)) {
      const found = catalogue.getByPath(type, slug);
      return found !== null && 'fields' in found ? recordCard(found, language) : null;
    }
    const row = hackathons.getBySlug(slug);
    if (row === null) return null;
    const hackathon = { name: row.name, slug: row.slug, ...brandOf(row) };
    const facets = { hackathon: row.slug };
    if (type === 'hackathon') {
      return hackathonCard(hackathon, catalogue.list({ facets, limit: 1 }).kinds, language);
    }
    if (type !== 'actions') return null;
    const ids = catalogue.listIds({ kind: 'collective-action', facets });
    const actions = ids.flatMap((id) => catalogue.get(id) ?? []);
    return cardOfActions({ hackathon, actions }, language);
  }

  function logoOf({ logoPath }: Brand): Uint8Array | null {
    const [, id, hash] = /^\/api\/hackathons\/([^/]+)\/logo\/([^/]+)$/.exec(logoPath ?? '') ?? [];
    return id === undefined || hash === undefined ? null : hackathons.logos.get(id, hash);
  }

  function ours(c: Context<Env>) {
    c.header('Cache-Control', 'no-store');
    return c.redirect(pathOf({ to: 'file', name: 'preview.png' }), 302);
  }

  return new Hono<Env>().get('/previews/:language/:type/:file{.+\\.png}', async (c) => {
    const language = toLanguage(c.req.param('language'));
    const slug = c.req.param('file').slice(0, -'.png'.length);
    const card = language === null ? null : cardOf(language, c.req.param('type'), slug);
    if (card === null) return c.notFound();
    const tag = `"${cardVersion(card)}"`;
    c.header('ETag', tag);
    c.header('Cache-Control', CACHE);
    if (c.req.header('If-None-Match') === tag) return c.body(null, 304);
    const picture = await previews.get(card, () => logoOf(card.brand));
    if (picture === null) {
      c.res.headers.delete('ETag');
      return ours(c);
    }
    c.header('Content-Type', 'image/png');
    return c.body(new Uint8Array(picture));
  });
}
