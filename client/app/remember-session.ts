// Keeps who is signed in for the next visit, and forgets it with them. Knows the session's query alone.
import type { QueryClient } from '@tanstack/react-query';
import { readLock } from '../lock.ts';
import { REMEMBERED, rememberedSession, rememberSession, sessionQuery } from '../session.ts';

/** Follows what the server says of the session, for as long as the page stands, and other tabs hear. */
export function followSession(queryClient: QueryClient): void {
  window.addEventListener('storage', ({ key }) => {
    if (key !== REMEMBERED) return;
    // Somebody else signed in here: what this tab shows was read as the one before.
    const present = queryClient.getQueryData(sessionQuery.queryKey)?.person ?? null;
    const next = rememberedSession()?.person ?? null;
    if (present === null || next === null || present.id === next.id) return;
    void queryClient.invalidateQueries();
  });
  queryClient.getQueryCache().subscribe((event) => {
    if (event.query.queryHash !== JSON.stringify(sessionQuery.queryKey)) return;
    if (event.type === 'removed') rememberSession(null);
    if (event.type !== 'updated' || event.action.type !== 'success') return;
    // A locked browser goes on remembering that nobody is here.
    if (readLock() !== null) return;
    const session = queryClient.getQueryData(sessionQuery.queryKey);
    if (session !== undefined) rememberSession(session.person === null ? null : session);
  });
}
