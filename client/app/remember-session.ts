// Keeps who is signed in for the next visit, and forgets it with them. Knows the session's query alone.
import type { QueryClient } from '@tanstack/react-query';
import { readLock } from '../lock.ts';
import { rememberSession, sessionQuery } from '../session.ts';

/** Follows what the server says of the session, for as long as the page stands. */
export function followSession(queryClient: QueryClient): void {
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
