/** @jsxImportSource hono/jsx */
// The frame of every public page: head with previews, header, footer. Knows no record.

import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Brand } from '../../shared/brand.ts';
import { LANGUAGE_NAMES, type Language } from '../../shared/language-choice.ts';
import { accentSheetName } from './accent-sheet.ts';
import { Logo } from './icons.tsx';
import type { Place, Site } from './site.ts';
import { wordsOf } from './words.ts';

/** What the head says of a page. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  /** What the page is, for the one address search engines keep; absent where it is to be kept out. */
  readonly place?: Place;
  /** schema.org, as plain values. */
  readonly jsonLd?: unknown;
  readonly type?: 'website' | 'article';
  /** When an article was last changed, ms since the epoch. */
  readonly modifiedAt?: number;
  /** Shown where somebody links to the page; that of all pages when absent. */
  readonly picture?: { readonly place: Place; readonly alt: string };
  /** Whose colour and picture the page wears. */
  readonly brand?: PageBrand;
  readonly previous?: string | null;
  readonly next?: string | null;
}

/** The hackathon a page is of, and how it looks. */
export interface PageBrand extends Brand {
  readonly name: string;
  readonly slug: string;
}

/** Languages as previews want them: with a country, whichever. */
const PREVIEW_LOCALES: Readonly<Record<Language, string>> = {
  en: 'en_GB',
  fr: 'fr_FR',
  es: 'es_ES',
};

/** A whole page as text. */
export function renderPage(head: PageHead, site: Site, children: Child): string {
  const { t } = wordsOf(site.language);
  return `<!doctype html>${(
    <html lang={site.language}>
      <Head head={head} site={site} />
      <body class={head.brand?.accent == null ? undefined : 'branded'}>
        <a class="skip" href="#content">
          {t('catalogue:skip')}
        </a>
        <Header site={site} brand={head.brand} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <Footer site={site} place={head.place} />
      </body>
    </html>
  )}`;
}

/** Stands in a page for its pieces; what people wrote is escaped and never looks like it. */
const HOLE = '<!--pieces-->';

/** Where the pieces of a long page come. */
export const PIECES = raw(HOLE);

/** A page with `PIECES` somewhere, whose long middle is made a piece at a time. */
export function* aroundPieces(page: string, pieces: Iterable<string>): Generator<string> {
  const [before = '', after = ''] = page.split(HOLE);
  yield before;
  yield* pieces;
  yield after;
}

function Head({ head, site }: { head: PageHead; site: Site }) {
  const { title, description, place, jsonLd } = head;
  const file = (name: string) => site.href({ to: 'file', name });
  const canonical = place === undefined ? null : site.absolute(place);
  const picture = site.absolute(head.picture?.place ?? { to: 'file', name: 'preview.png' });
  const pictureAlt = head.picture?.alt ?? 'Sommet';
  const atom = site.href({ to: 'feed', format: 'atom' });
  const jsonFeed = site.href({ to: 'feed', format: 'json' });
  const icon = file('favicon.svg');
  const script = file('pages.js');
  const style = file('pages.css');
  const accent = head.brand?.accent;
  const accentStyle = accent == null ? null : file(accentSheetName(accent));
  const whole = title === 'Sommet' ? title : `${title} · Sommet`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{whole}</title>
      <meta name="description" content={description} />
      {place === undefined && <meta name="robots" content="noindex" />}
      {canonical !== null && <link rel="canonical" href={canonical} />}
      {canonical !== null &&
        site.translations.map(({ language }) => (
          <link rel="alternate" hreflang={language} href={inLanguage(canonical, language)} />
        ))}
      {canonical !== null && site.translations.length > 0 && (
        <link rel="alternate" hreflang="x-default" href={canonical} />
      )}
      {head.previous != null && <link rel="prev" href={head.previous} />}
      {head.next != null && <link rel="next" href={head.next} />}
      <meta property="og:site_name" content="Sommet" />
      <meta property="og:type" content={head.type ?? 'website'} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:locale" content={PREVIEW_LOCALES[site.language]} />
      {site.translations
        .filter(({ language }) => language !== site.language)
        .map(({ language }) => (
          <meta property="og:locale:alternate" content={PREVIEW_LOCALES[language]} />
        ))}
      {head.modifiedAt !== undefined && (
        <meta property="article:modified_time" content={new Date(head.modifiedAt).toISOString()} />
      )}
      {canonical !== null && <meta property="og:url" content={canonical} />}
      {picture !== null && <meta property="og:image" content={picture} />}
      {picture !== null && <meta property="og:image:type" content="image/png" />}
      {picture !== null && <meta property="og:image:width" content="1200" />}
      {picture !== null && <meta property="og:image:height" content="630" />}
      {picture !== null && <meta property="og:image:alt" content={pictureAlt} />}
      <meta name="twitter:card" content={picture === null ? 'summary' : 'summary_large_image'} />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      {picture !== null && <meta name="twitter:image" content={picture} />}
      {picture !== null && <meta name="twitter:image:alt" content={pictureAlt} />}
      {icon !== null && <link rel="icon" type="image/svg+xml" href={icon} />}
      {/* Before the first paint, or a dark hall would flash white. */}
      {script !== null && <script src={script} />}
      {site.scripts?.map((address) => (
        <script src={address} defer />
      ))}
      {style !== null && <link rel="stylesheet" href={style} />}
      {accentStyle !== null && <link rel="stylesheet" href={accentStyle} />}
      {atom !== null && (
        <link rel="alternate" type="application/atom+xml" title="Sommet" href={atom} />
      )}
      {jsonFeed !== null && (
        <link rel="alternate" type="application/feed+json" title="Sommet" href={jsonFeed} />
      )}
      {jsonLd !== undefined && (
        <script type="application/ld+json">{raw(scriptJson(jsonLd))}</script>
      )}
    </head>
  );
}

/** JSON that cannot end the script element it stands in, nor begin a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function inLanguage(address: string, language: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;
}

function Header({ site, brand }: { site: Site; brand: PageBrand | undefined }) {
  const { t } = wordsOf(site.language);
  const home = site.href({ to: 'home' });
  const catalogue = site.href({ to: 'catalogue' });
  const signIn = site.href({ to: 'sign-in' });
  const logo = (
    <>
      <Logo size={30} />
      <span class="logo-word">Sommet</span>
    </>
  );
  return (
    <header class="top">
      {home === null ? (
        <span class="logo">{logo}</span>
      ) : (
        <a class="logo" href={home} aria-label={t('catalogue:home')}>
          {logo}
        </a>
      )}
      {brand !== undefined && <BrandLogo brand={brand} site={site} />}
      <nav aria-label={t('catalogue:navigation')}>
        {catalogue !== null && <a href={catalogue}>{t('catalogue:title')}</a>}
        {site.links?.map(({ words, href }) => (
          <a href={href}>{words}</a>
        ))}
        {site.viewer?.boards.map(({ name, href }) => (
          <a class="board" href={href} dir="auto">
            {name}
          </a>
        ))}
        {site.viewer === null && signIn !== null && <a href={signIn}>{t('catalogue:sign-in')}</a>}
      </nav>
      <div class="settings">
        {site.translations.length > 1 && (
          <ul class="languages" aria-label={t('catalogue:language')}>
            {site.translations.map(({ language, href }) => (
              <li>
                <a
                  href={href}
                  lang={language}
                  hreflang={language}
                  title={LANGUAGE_NAMES[language]}
                  aria-current={language === site.language ? 'true' : undefined}
                >
                  {language.toUpperCase()}
                  <span class="spoken"> {LANGUAGE_NAMES[language]}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <button type="button" class="scheme" data-scheme hidden aria-label={t('catalogue:scheme')}>
          <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="1.7" />
            <path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" />
          </svg>
        </button>
      </div>
    </header>
  );
}

/** The hackathon's picture beside ours, leading to what it finished. */
function BrandLogo({ brand, site }: { brand: PageBrand; site: Site }) {
  const src =
    brand.logoPath === null ? null : site.href({ to: 'brand-logo', path: brand.logoPath });
  if (src === null) return null;
  return (
    <Linked
      site={site}
      place={{ to: 'catalogue', search: { facets: { hackathon: brand.slug } } }}
      class="brand"
    >
      <img src={src} alt={brand.name} />
    </Linked>
  );
}

function Footer({ site, place }: { site: Site; place: Place | undefined }) {
  const address = place === undefined ? null : site.absolute(place);
  const { t } = wordsOf(site.language);
  const docs = site.href({ to: 'api-docs' });
  const atom = site.href({ to: 'feed', format: 'atom' });
  const csv = site.href({ to: 'list-file', format: 'csv' });
  const json = site.href({ to: 'list-file', format: 'json' });
  const links = [
    { href: json, words: t('catalogue:footer.json') },
    { href: csv, words: t('catalogue:footer.csv') },
    { href: atom, words: t('catalogue:footer.feed') },
    { href: docs, words: t('catalogue:footer.api') },
  ].filter(({ href }) => href !== null);
  return (
    <footer class="bottom">
      <p>{t('catalogue:footer.what')}</p>
      {address !== null && <p class="address">{decodeURI(address)}</p>}
      {links.length > 0 && (
        <ul>
          {links.map(({ href, words }) => (
            <li>
              <a href={href ?? undefined}>{words}</a>
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}

/** A link where the site has the place, plain words where it has not. */
export function Linked({
  site,
  place,
  children,
  ...attributes
}: {
  site: Site;
  place: Place;
  children: Child;
  class?: string;
  dir?: 'auto';
  'aria-current'?: 'page' | 'true' | undefined;
}) {
  const href = site.href(place);
  if (href === null) return <span {...attributes}>{children}</span>;
  return (
    <a href={href} {...attributes}>
      {children}
    </a>
  );
}
