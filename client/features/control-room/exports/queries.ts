// What the exports tab asks the server.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../../api.ts';

/** How often a push that is under way is looked at, ms. */
const LOOK_MS = 1500;

/** What can be exported now. */
export function exportsQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['exports', hackathonId],
    queryFn: () => unwrap(api.hackathons[':id'].exports.$get({ param: { id: hackathonId } })),
  });
}

/** The pushes, newest first; looked at again and again while one is under way. */
export function pushesQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['pushes', hackathonId],
    queryFn: () => unwrap(api.hackathons[':id'].pushes.$get({ param: { id: hackathonId } })),
    refetchInterval: ({ state }) =>
      state.data?.pushes.some((push) => push.state === 'running') ? LOOK_MS : false,
  });
}

/** What a push would send and change; another one once `lastPush` is another. */
export function dryRunQuery(hackathonId: string, lastPush: string) {
  return queryOptions({
    queryKey: ['push-dry-run', hackathonId, lastPush],
    queryFn: () =>
      unwrap(api.hackathons[':id'].pushes['dry-run'].$get({ param: { id: hackathonId } })),
  });
}

/** One push with its receipts. */
export function pushQuery(hackathonId: string, pushId: string) {
  return queryOptions({
    queryKey: ['push', hackathonId, pushId],
    queryFn: () =>
      unwrap(api.hackathons[':id'].pushes[':pushId'].$get({ param: { id: hackathonId, pushId } })),
  });
}
