// Words in the documents of a hackathon, for the board and the command palette.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api.ts';

/** Documents that hold the words; an answer that comes too late is thrown away. */
export function searchQuery(hackathonId: string, words: string) {
  return queryOptions({
    queryKey: ['search', hackathonId, words],
    queryFn: ({ signal }) =>
      unwrap(
        api.hackathons[':id'].search.$get(
          { param: { id: hackathonId }, query: { q: words } },
          { init: { signal } },
        ),
      ),
    staleTime: 10_000,
  });
}
