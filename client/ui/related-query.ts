// Entries by their names, in the catalogue and at the other tables: to refer to, or to go on from.
import { queryOptions } from '@tanstack/react-query';
import type { RelatedView } from '../../shared/api/lookup.ts';
import type { Kind } from '../../shared/kinds.ts';
import { api, unwrap } from '../api.ts';

/** Records and live drafts of these kinds whose names hold the words; the newest without words. */
export function relatedQuery(kinds: readonly Kind[], hackathonId: string | null, words: string) {
  return queryOptions({
    queryKey: ['related', kinds, hackathonId, words],
    queryFn: async ({ signal }): Promise<RelatedView[]> => {
      // Without an answer of the server there is nothing to choose from but names.
      if (hackathonId === null) return [];
      const answer = await unwrap(
        api.hackathons[':id'].related.$get(
          { param: { id: hackathonId }, query: { kinds: kinds.join(','), q: words } },
          { init: { signal } },
        ),
      );
      return answer.related;
    },
    staleTime: 20_000,
  });
}
