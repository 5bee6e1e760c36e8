// Who I am, for every screen. Knows the session route and nothing of how people sign in.
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { SessionView } from '../shared/api/session.ts';
import type { Actor } from '../shared/roles.ts';
import { api, unwrap } from './api.ts';
import { noteServerTime } from './ui/server-clock.ts';

/** Where a session is remembered. */
export const REMEMBERED = 'sommet.session';

/** How soon a server that did not answer is asked again, ms. */
const ASK_AGAIN_MS = 10_000;

/** The session as the server sees it; invalidate it after joining, signing in or out. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionView> => {
    const session = await unwrap(api.session.$get());
    noteServerTime(session.serverTime);
    return session;
  },
  staleTime: 60_000,
  // Known from the last visit, so that a slow line is not waited for and a dead one keeps nobody from
  // their words; the server is asked at once all the same.
  initialData: rememberedSession,
  initialDataUpdatedAt: 0,
  // Nothing else asks again when the line was down.
  refetchInterval: ({ state }) => (state.error === null ? false : ASK_AGAIN_MS),
});

/** The session this browser knew last; `undefined` when it knows none. */
export function rememberedSession(): SessionView | undefined {
  try {
    const stored = localStorage.getItem(REMEMBERED);
    return stored === null ? undefined : (JSON.parse(stored) as SessionView);
  } catch {
    // A browser that keeps nothing asks the server, as on a first visit.
    return undefined;
  }
}

/** Keeps a session for the next visit; `null` forgets it. */
export function rememberSession(session: SessionView | null): void {
  try {
    if (session === null) localStorage.removeItem(REMEMBERED);
    else localStorage.setItem(REMEMBERED, JSON.stringify(session));
  } catch (error) {
    console.info('This browser remembers no session.', error);
  }
}

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
