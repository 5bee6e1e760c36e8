// What the catalogue's screens ask the server, and how a search stands in the address.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { recordView } from '../../../shared/api/catalogue.ts';
import { isKind, type Kind } from '../../../shared/fields.ts';
import { api, unwrap } from '../../api.ts';

/** A search as the address bar has it; everything empty is the whole catalogue. */
export interface RecordSearch {
  readonly kind: Kind | null;
  readonly q: string;
  readonly country: string | null;
  readonly tag: string | null;
}

/** Reads a search from the address; unknown kinds are no filter. */
export function readSearch(parameters: URLSearchParams): RecordSearch {
  const kind = parameters.get('kind') ?? '';
  return {
    kind: isKind(kind) ? kind : null,
    q: parameters.get('q') ?? '',
    country: parameters.get('country'),
    tag: parameters.get('tag'),
  };
}

/** Writes a search into an address, without what is empty. */
export function writeSearch(search: RecordSearch): string {
  const parameters = new URLSearchParams(filled(search));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function filled({ kind, q, country, tag }: RecordSearch): Record<string, string> {
  return {
    ...(kind === null ? {} : { kind }),
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(country === null ? {} : { country }),
    ...(tag === null ? {} : { tag }),
  };
}

/** Records that fit a search, page by page. */
export function recordsQuery(search: RecordSearch) {
  return infiniteQueryOptions({
    queryKey: ['records', filled(search)],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.records.$get({
          query: { ...filled(search), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // While the next search is on its way the last one stays, so that nothing jumps.
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
}

/** A record at its permalink. */
export function recordQuery(kind: Kind, slug: string) {
  return queryOptions({
    queryKey: ['record', kind, slug],
    queryFn: async () =>
      recordView.parse(await unwrap(api.records[':kind'][':slug'].$get({ param: { kind, slug } }))),
    staleTime: 15_000,
  });
}

/** A record as it was at one revision. */
export function revisionQuery(kind: Kind, slug: string, number: string) {
  return queryOptions({
    queryKey: ['record', kind, slug, number],
    queryFn: async () =>
      recordView.parse(
        await unwrap(
          api.records[':kind'][':slug'].revisions[':number'].$get({
            param: { kind, slug, number },
          }),
        ),
      ),
    // A revision never changes (LI2).
    staleTime: Number.POSITIVE_INFINITY,
  });
}
