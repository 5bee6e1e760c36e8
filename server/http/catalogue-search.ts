// A search of the catalogue as an address has it, and back. Pages, API and feeds read it alike.
import { z } from '@hono/zod-openapi';
import { type CatalogueSearch, FACETS, type FacetName } from '../../shared/api/catalogue.ts';
import { KINDS, type Kind } from '../../shared/kinds.ts';

const facet = z.string().max(120).optional();

/** The query parameters of every list. Empty ones, as forms send them, say nothing. */
export const searchQuery = z.object({
  q: z.string().max(200).optional().openapi({ description: 'Words; typos are forgiven.' }),
  kind: z
    .enum(KINDS as [Kind, ...Kind[]])
    .or(z.literal(''))
    .optional(),
  cursor: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: '`nextCursor` of the page before.' }),
  hackathon: facet.openapi({ description: 'A hackathon’s slug.' }),
  country: facet.openapi({ description: 'ISO 3166-1 alpha-2.' }),
  tag: facet.openapi({ description: 'An id of the vocabulary, or the words of an own tag.' }),
  alive: facet.openapi({ description: '`alive`, `gone` or `unknown`.' }),
  toolType: facet,
  licence: facet.openapi({ description: 'An SPDX expression.' }),
  developmentStatus: facet,
  platforms: facet,
  scale: facet,
  organisationKind: facet,
  theme: facet,
}) satisfies z.ZodType<Partial<Record<FacetName, string>>>;

/** The search that query parameters mean. */
export function toSearch(query: z.infer<typeof searchQuery>): CatalogueSearch {
  const facets: Partial<Record<FacetName, string>> = {};
  for (const name of FACETS) {
    const value = query[name]?.trim();
    if (value !== undefined && value !== '') facets[name] = value;
  }
  return {
    q: query.q?.trim() ?? '',
    kind: query.kind === undefined || query.kind === '' ? null : query.kind,
    cursor: query.cursor === undefined || query.cursor === '' ? null : query.cursor,
    facets,
  };
}

/** `?…`, or nothing when everything is asked for. */
export function searchAddress(search: Partial<CatalogueSearch> = {}): string {
  const query = new URLSearchParams();
  if (search.q) query.set('q', search.q);
  if (search.kind) query.set('kind', search.kind);
  for (const name of FACETS) {
    const value = search.facets?.[name];
    if (value) query.set(name, value);
  }
  if (search.cursor) query.set('cursor', search.cursor);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
