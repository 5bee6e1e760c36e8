/** @jsxImportSource hono/jsx */
// The catalogue as a page of links and one form: search, kinds, facets with counts, entries, pages.
import {
  type CatalogueSearch,
  FACETS,
  type FacetName,
  type RecordPage,
  type RecordSummary,
} from '../../shared/api/catalogue.ts';
import { KINDS } from '../../shared/kinds.ts';
import { pickLanguage } from '../../shared/projection.ts';
import { KindIcon } from './icons.tsx';
import { aroundPieces, Linked, type PageBrand, PIECES, renderPage } from './layout.tsx';
import { hackathonCard, pictureOf } from './preview-card.ts';
import type { Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

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

/** Countries named in a row; the rest is a number. */
const COUNTRIES_SHOWN = 3;

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
        yield String(<Row record={record} site={site} words={words} />);
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
        <Chosen search={first} page={page} site={site} />
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

/** Beyond a hackathon, whose name a link to its list brings along: there the entries come first. */
function isNarrowed({ facets }: Pick<CatalogueSearch, 'facets'>): boolean {
  return Object.keys(facets).some((name) => name !== 'hackathon');
}

function noFacets({ facets }: Pick<CatalogueSearch, 'facets'>): boolean {
  return Object.keys(facets).length === 0;
}

function SearchForm({ page, search, site }: FrameView & { site: Site }) {
  const words = wordsOf(site.language);
  const { t } = words;
  const offered = FACETS.filter(
    (facet) => (page.facets[facet]?.length ?? 0) > 1 || search.facets[facet] !== undefined,
  );
  return (
    <search>
      <form action={site.href({ to: 'catalogue' }) ?? undefined} method="get" data-search>
        <div class="ask">
          <label for="q">{t('catalogue:search')}</label>
          <input
            id="q"
            type="search"
            name="q"
            value={search.q}
            maxlength={200}
            dir="auto"
            autocomplete="off"
            placeholder={t('catalogue:search-hint')}
          />
          <button type="submit">{t('catalogue:search-button')}</button>
        </div>
        {search.kind !== null && <input type="hidden" name="kind" value={search.kind} />}
        {offered.length > 0 && (
          <details class="narrow" open={isNarrowed(search)}>
            <summary>{t('catalogue:narrow')}</summary>
            <div class="selects">
              {offered.map((facet) => (
                <FacetSelect facet={facet} page={page} search={search} words={words} />
              ))}
            </div>
          </details>
        )}
      </form>
    </search>
  );
}

function FacetSelect({
  facet,
  page,
  search,
  words,
}: FrameView & { facet: FacetName; words: Words }) {
  const { t } = words;
  const chosen = search.facets[facet];
  const values = page.facets[facet] ?? [];
  const known = chosen === undefined || values.some(({ value }) => value === chosen);
  // What is chosen stays in the list, also when nothing fits it any more.
  const options = known ? values : [{ value: chosen, label: chosen, count: 0 }, ...values];
  const id = `facet-${facet}`;
  return (
    <div>
      <label for={id}>{facetTitle(facet, words)}</label>
      <select id={id} name={facet}>
        <option value="">{t('catalogue:any')}</option>
        {options.map(({ value, label, count }) => (
          <option value={value} selected={value === chosen}>
            {`${facetLabel(facet, { value, label }, words)} (${words.number(count)})`}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a facet is called. */
function facetTitle(facet: FacetName, words: Words): string {
  if (facet === 'country' || facet === 'tag' || facet === 'hackathon' || facet === 'alive') {
    return words.t(`catalogue:facet.${facet}`);
  }
  return words.field(facet);
}

/** What a value of a facet is called. */
function facetLabel(
  facet: FacetName,
  { value, label }: { readonly value: string; readonly label: string },
  words: Words,
): string {
  switch (facet) {
    case 'country':
      return words.country(value);
    case 'tag':
      return words.tag({ id: value, label: label === value ? null : label });
    case 'alive':
      return words.t(`catalogue:alive.${value}`);
    case 'hackathon':
    case 'licence':
      return label;
    case 'organisationKind':
      return words.option('organisation', facet, value);
    case 'theme':
      return words.option('collective-action', facet, value);
    case 'scale':
      return words.option('use-case', facet, value);
    default:
      return words.option('tool', facet, value);
  }
}

/** What the list is narrowed by, each a link to be rid of it. */
function Chosen({ search, page, site }: FrameView & { site: Site }) {
  const words = wordsOf(site.language);
  const chosen = FACETS.flatMap((facet) => {
    const value = search.facets[facet];
    return value === undefined ? [] : [{ facet, value }];
  });
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen-facets" aria-label={words.t('catalogue:narrowed')}>
      {chosen.map(({ facet, value }) => {
        const { [facet]: _, ...facets } = search.facets;
        const known = page.facets[facet]?.find((one) => one.value === value);
        const name = facetLabel(facet, known ?? { value, label: value }, words);
        return (
          <li>
            <Linked site={site} place={{ to: 'catalogue', search: { ...search, facets } }}>
              <span class="spoken">{words.t('catalogue:remove')} </span>
              <span dir="auto">{name}</span> <span aria-hidden="true">×</span>
            </Linked>
          </li>
        );
      })}
    </ul>
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

/** One record in a list: what it is, in a line or two, and where it is from. */
export function Row({ record, site, words }: { record: RecordSummary; site: Site; words: Words }) {
  const { t } = words;
  const summary = pickLanguage(record.summary, [words.language, 'en']);
  const countries = record.countries
    .map(words.country)
    .sort(words.compare)
    .slice(0, COUNTRIES_SHOWN);
  const more = record.countries.length - countries.length;
  const tags = record.tags.map((tag) => words.tag({ id: tag, label: null }));
  return (
    <li class="row">
      <KindIcon kind={record.kind} size={26} />
      <div class="row-words">
        <h2>
          <Linked
            site={site}
            place={{ to: 'record', kind: record.kind, slug: record.slug }}
            dir="auto"
          >
            {record.title}
          </Linked>
        </h2>
        {summary !== null && (
          <p class="summary" lang={summary.language} dir="auto">
            {summary.value as string}
          </p>
        )}
        <p class="meta">
          <span>{t(`catalogue:kind.${record.kind}`)}</span>
          {countries.length > 0 && (
            <span>
              {countries.join(', ')}
              {more > 0 && ` ${t('catalogue:and-more', { count: more })}`}
            </span>
          )}
          {tags.length > 0 && <span dir="auto">{tags.join(', ')}</span>}
          {record.alive !== 'unknown' && (
            <span class={record.alive}>{t(`catalogue:alive.${record.alive}`)}</span>
          )}
        </p>
      </div>
      <p class="origin">
        <span dir="auto">{record.hackathonName}</span>
        {record.teamName !== null && <span dir="auto">{record.teamName}</span>}
      </p>
    </li>
  );
}
