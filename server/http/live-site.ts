// This server as a place where pages are read: its addresses, the reader's language, and whoever is
// signed in. Knows no page.
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { imagePath } from '../../shared/images.ts';
import {
  chooseLanguage,
  LANGUAGES,
  type Language,
  toLanguage,
} from '../../shared/language-choice.ts';
import { recordPath } from '../../shared/record.ts';
import { pageFile } from '../pages/page-files.ts';
import type { Place, PreviewOf, Site, Viewer } from '../pages/site.ts';
import { searchAddress } from './catalogue-search.ts';
import type { Env } from './context.ts';

/** Remembers the language somebody chose on a page. */
const LANGUAGE_COOKIE = 'sommet-language';

const YEAR_S = 365 * 24 * 60 * 60;

/** The path of a place on this server. */
export function pathOf(place: Place): string {
  switch (place.to) {
    case 'home':
      return '/';
    case 'sign-in':
      return '/sign-in';
    case 'catalogue':
      return `/catalogue${searchAddress(place.search)}`;
    case 'record':
      return recordPath(place.kind, place.slug);
    case 'revision':
      return `${recordPath(place.kind, place.slug)}/revisions/${place.number}`;
    case 'diff':
      return `${recordPath(place.kind, place.slug)}/changes?from=${place.from}&until=${place.until}`;
    case 'actions':
      return `/catalogue/actions/${encodeURIComponent(place.hackathonSlug)}`;
    case 'record-file': {
      const path = `/api/records/${place.kind}/${encodeURIComponent(place.slug)}`;
      return place.format === 'json' ? path : `${path}/jsonld`;
    }
    case 'list-file':
      return `/api/records.${place.format}${searchAddress(place.search)}`;
    case 'feed':
      return `/catalogue/feed.${place.format}`;
    case 'api-docs':
      return '/api/docs';
    case 'image':
      return imagePath(place.name);
    case 'preview':
      return previewPath(place.of, place.language, place.version);
    case 'brand-logo':
      return place.path;
    case 'file':
      return `/pages/${pageFile(place.name)?.hashedName ?? place.name}`;
  }
}

function previewPath(of: PreviewOf, language: Language, version: string): string {
  const folder = of.type === 'record' ? of.kind : of.type;
  return `/previews/${language}/${folder}/${encodeURIComponent(of.slug)}.png?v=${version}`;
}

/** The language of a request: asked for, chosen before, one's own, or the browser's. */
export function languageOf(c: Context<Env>, own: string | null): Language {
  const accepted = (c.req.header('Accept-Language') ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  return chooseLanguage([c.req.query('lang'), getCookie(c, LANGUAGE_COOKIE), own, ...accepted]);
}

/** Keeps a language that the address asks for. */
export function rememberLanguage(c: Context<Env>): void {
  const asked = toLanguage(c.req.query('lang'));
  if (asked === null || asked === getCookie(c, LANGUAGE_COOKIE)) return;
  setCookie(c, LANGUAGE_COOKIE, asked, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: YEAR_S,
  });
}

/** The site of one request. */
export function createLiveSite(
  c: Context<Env>,
  { publicUrl, viewer, language }: { publicUrl: string; viewer: Viewer | null; language: Language },
): Site {
  const url = new URL(c.req.url);
  const inLanguage = (wanted: Language) => {
    const query = new URLSearchParams(url.search);
    query.set('lang', wanted);
    return `${url.pathname}?${query}`;
  };
  return {
    language,
    href: pathOf,
    absolute: (place) => new URL(pathOf(place), publicUrl).href,
    translations: LANGUAGES.map((wanted) => ({ language: wanted, href: inLanguage(wanted) })),
    viewer,
    canSearch: true,
  };
}
