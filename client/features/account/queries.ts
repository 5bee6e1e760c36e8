// What the account screens ask the server.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api.ts';

/** What a one-time link opens. */
export function linkQuery(token: string) {
  return queryOptions({
    queryKey: ['link', token],
    queryFn: () => unwrap(api.links[':token'].$get({ param: { token } })),
    // Read once: a used link would turn this very page into an error.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether the server can mail a link for a new password. */
export const passwordMailsQuery = queryOptions({
  queryKey: ['password-mails'],
  queryFn: () => unwrap(api['password-mails'].$get()),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The browsers I am signed in with. */
export const mySessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await unwrap(api.sessions.$get())).sessions,
});
