// What the join screens ask the server.
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { JoinView } from '../../../shared/api/session.ts';
import { api, unwrap } from '../../api.ts';

/** What a code opens; asks nothing while there is no code. */
export function joinQuery(code: string | null) {
  return queryOptions({
    queryKey: ['join', code],
    queryFn:
      code === null
        ? skipToken
        : (): Promise<JoinView> => unwrap(api.join[':code'].$get({ param: { code } })),
    staleTime: 30_000,
  });
}
