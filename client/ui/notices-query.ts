// What is said to everybody in a hackathon, for screens that follow no board, and that it was seen.
import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnnouncementView } from '../../shared/api/hackathons.ts';
import { api, unwrap } from '../api.ts';
import { useSession } from '../session.ts';

/** The announcements that stand now. */
export function noticesQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['notices', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].notices.$get({ param: { id: hackathonId } })))
        .announcements,
    // The socket says when they change.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Tells the server that somebody looks at the document they were asked to look at. */
export function useOpened(announcementId: string | undefined): void {
  const personId = useSession().person?.id;
  useEffect(() => {
    if (personId === undefined || announcementId === undefined) return;
    const key = `${personId} opened ${announcementId}`;
    if (told.has(key)) return;
    told.add(key);
    unwrap(api.announcements[':id'].opened.$put({ param: { id: announcementId } })).catch(
      (error: unknown) => {
        told.delete(key);
        console.info('The control room was not told.', error);
      },
    );
  }, [personId, announcementId]);
}

/** What this page has told the server already: person and announcement. */
const told = new Set<string>();

/** Tells the server, once a person, that these are on a screen somebody can look at. */
export function useShown(announcements: readonly AnnouncementView[]): void {
  const personId = useSession().person?.id;
  const ids = announcements.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (personId === undefined || ids === '') return;
    const tell = () => {
      if (document.visibilityState !== 'visible') return;
      for (const id of ids.split(' ')) {
        const key = `${personId} ${id}`;
        if (told.has(key)) continue;
        told.add(key);
        unwrap(api.announcements[':id'].shown.$put({ param: { id } })).catch((error: unknown) => {
          // Told again when somebody comes back to this page.
          told.delete(key);
          console.info('The control room was not told.', error);
        });
      }
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [personId, ids]);
}
