/** @jsxImportSource hono/jsx */
// The catalogue as a page of links and one form: search, kinds, facets with counts, entries, pages.
import type { CatalogueSearch, RecordPage, RecordSummary } from '../../shared/api/catalogue.ts';
import { KINDS } from '../../shared/kinds.ts';
import { ChosenFacets, noFacets, SearchForm } from './catalogue-search.tsx';
import { aroundPieces, Linked, type PageBrand, PIECES, renderPage } from './layout.tsx';
import { hackathonCard, pictureOf } from './preview-card.ts';
import { RecordRow } from './record-row.tsx';
import type { Site } from './site.ts';
import { wordsOf } from './words.ts';

/** What a page of the catalogue shows. */
interface CatalogueView {
  readonly page: RecordPage;
  readonly search: CatalogueSearch;
  /** The hackathon the list is narrowed to. */
  readonly hackathon?: PageBrand | null;
}

/** The same without the entries. */
interface FrameView extends Omit<CatalogueView, 'page'> {
  readonly page: Omit<RecordPage, 'records'>;
}

/** The list as a whole page. */
export function renderCatalogue(view: CatalogueView, site: Site): string {
  return [...cataloguePieces({ ...view, records: view.page.records }, site)].join('');
}

/** The same a row at a time, for lists of everything. */
export function* cataloguePieces(
  view: FrameView & { readonly records: Iterable<RecordSummary> },
  site: Site,
): Generator<string> {
  const words = wordsOf(site.language);
  yield* aroundPieces(
    renderFrame(view, site),
    (function* () {
      for (const record of view.records) {
        yield String(<RecordRow record={record} site={site} words={words} />);
      }
    })(),
  );
}

function renderFrame(view: FrameView, site: Site): string {
  const { page, search, hackathon = null } = view;
  const words = wordsOf(site.language);
  const { t } = words;
  const first = { ...search, cursor: null };
  const next =
    page.nextCursor === null
      ? null
      : site.href({ to: 'catalogue', search: { ...search, cursor: page.nextCursor } });
  const isPlain = search.q === '' && search.cursor === null && noFacets(search);
  const all = Object.values(page.kinds).reduce((sum, count) => sum + count, 0);
  return renderPage(
    {
      title: [
        search.kind === null ? t('catalogue:title') : t(`catalogue:kinds.${search.kind}`),
        ...(hackathon === null ? [] : [hackathon.name]),
      ].join(' · '),
      description: t('catalogue:lead'),
      // Searches are for people; search engines find entries through kinds and the sitemap.
      ...(isPlain ? { place: { to: 'catalogue', search: { kind: search.kind } } as const } : {}),
      next,
      ...(hackathon === null
        ? {}
        : {
            brand: hackathon,
            picture: pictureOf(
              { type: 'hackathon', slug: hackathon.slug },
              hackathonCard(hackathon, page.kinds, site.language),
            ),
          }),
    },
    site,
    <div class="catalogue">
      <header class="page-head">
        <h1>{t('catalogue:title')}</h1>
        <p class="lead">{t('catalogue:lead')}</p>
      </header>
      {site.canSearch && <SearchForm page={page} search={search} site={site} />}
      <nav class="kinds" aria-label={t('catalogue:kinds.label')}>
        <Linked
          site={site}
          place={{ to: 'catalogue', search: { ...first, kind: null } }}
          aria-current={search.kind === null ? 'page' : undefined}
        >
          {t('catalogue:kinds.all')} <span>{words.number(all)}</span>
        </Linked>
        {KINDS.map((kind) => (
          <Linked
            site={site}
            place={{ to: 'catalogue', search: { ...first, kind } }}
            aria-current={search.kind === kind ? 'page' : undefined}
          >
            {t(`catalogue:kinds.${kind}`)} <span>{words.number(page.kinds[kind] ?? 0)}</span>
          </Linked>
        ))}
      </nav>
      <p class="count" id="count" role="status">
        {t('catalogue:found', { count: page.total, number: words.number(page.total) })}
        {page.corrections.map(({ typed, read }) => (
          <span class="correction">{t('catalogue:read-as', { typed, read })}</span>
        ))}
      </p>
      <div id="results">
        <ChosenFacets search={first} page={page} site={site} />
        {page.total === 0 ? (
          <Nothing search={search} site={site} />
        ) : (
          <ul class="records">{PIECES}</ul>
        )}
        {(next !== null || search.cursor !== null) && (
          <nav class="pages" aria-label={t('catalogue:pages')}>
            {search.cursor !== null && (
              <Linked site={site} place={{ to: 'catalogue', search: first }}>
                {t('catalogue:first-page')}
              </Linked>
            )}
            {next !== null && (
              <a href={next} rel="next">
                {t('catalogue:next-page')}
              </a>
            )}
          </nav>
        )}
      </div>
    </div>,
  );
}

function Nothing({ search, site }: { search: CatalogueSearch; site: Site }) {
  const { t } = wordsOf(site.language);
  const isAsked = search.q !== '' || search.kind !== null || !noFacets(search);
  return (
    <div class="nothing">
      <h2>{t(isAsked ? 'catalogue:nothing-fits' : 'catalogue:nothing-yet')}</h2>
      {isAsked ? (
        <p>
          <Linked site={site} place={{ to: 'catalogue' }}>
            {t('catalogue:show-all')}
          </Linked>
        </p>
      ) : (
        <p>{t('catalogue:nothing-yet-more')}</p>
      )}
    </div>
  );
}
