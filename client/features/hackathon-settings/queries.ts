// What the settings of a hackathon ask the server beside the board.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api.ts';

/** Everybody in the hackathon. Read again now and then: people join while it is looked at. */
export function peopleQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['people', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].people.$get({ param: { id: hackathonId } }))).people,
    refetchInterval: 15_000,
  });
}
