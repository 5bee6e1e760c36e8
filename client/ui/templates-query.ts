// How entries of a hackathon may begin, for the menu that begins one and the form that says so.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api.ts';

/** The templates, in the order of the menu. */
export function templatesQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['templates', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].templates.$get({ param: { id: hackathonId } })))
        .templates,
    staleTime: 60_000,
  });
}
