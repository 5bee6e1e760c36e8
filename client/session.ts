// Who I am, for every screen. Knows the session route and nothing of how people sign in.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { SessionView } from '../shared/api/session.ts';
import type { Actor } from '../shared/roles.ts';
import { api, unwrap } from './api.ts';
import { noteServerTime } from './ui/server-clock.ts';

/** The session as the server sees it; invalidate it after joining, signing in or out. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionView> => {
    const session = await unwrap(api.session.$get());
    noteServerTime(session.serverTime);
    return session;
  },
  staleTime: 60_000,
});

/** Who I am, my teams and what I facilitate; suspends while it is not known. */
export function useSession(): SessionView {
  return useSuspenseQuery(sessionQuery).data;
}

/** The session as `can()` asks for it; `null` for somebody not signed in. */
export function toActor({ person, teams, facilitates }: SessionView): Actor | null {
  if (person === null) return null;
  return {
    personId: person.id,
    isAdministrator: person.isAdministrator,
    facilitates: facilitates.map(({ id }) => id),
    teams: teams.map(({ team }) => ({ teamId: team.id, hackathonId: team.hackathonId })),
  };
}
