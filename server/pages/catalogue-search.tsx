/** @jsxImportSource hono/jsx */
// How the list of the catalogue is asked for and narrowed: words, facets with counts, and what was
// chosen of them.
import {
  type CatalogueSearch,
  FACETS,
  type FacetName,
  type RecordPage,
} from '../../shared/api/catalogue.ts';
import { Linked } from './layout.tsx';
import type { Site } from './site.ts';
import { type Words, wordsOf } from './words.ts';

interface SearchView {
  readonly page: Omit<RecordPage, 'records'>;
  readonly search: CatalogueSearch;
  readonly site: Site;
}

/** Beyond a hackathon, whose name a link to its list brings along: there the entries come first. */
function isNarrowed({ facets }: Pick<CatalogueSearch, 'facets'>): boolean {
  return Object.keys(facets).some((name) => name !== 'hackathon');
}

/** Whether nothing narrows the list but words and kind. */
export function noFacets({ facets }: Pick<CatalogueSearch, 'facets'>): boolean {
  return Object.keys(facets).length === 0;
}

/** Words, and a choice for each facet that tells entries apart. */
export function SearchForm({ page, search, site }: SearchView) {
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
}: Omit<SearchView, 'site'> & { facet: FacetName; words: Words }) {
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
export function ChosenFacets({ search, page, site }: SearchView) {
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
