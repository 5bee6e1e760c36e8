// The commitments I speak for, for the start and for their own screen.
import { queryOptions } from '@tanstack/react-query';
import type { CommitmentView } from '../../shared/api/commitments.ts';
import { api, unwrap } from '../api.ts';

/** How often the words are read again while somebody looks at them, ms: others write in them. */
const AGAIN_MS = 20_000;

/** What I speak for, with descriptions in this language where they are. */
export function commitmentsQuery(language: string) {
  return queryOptions({
    queryKey: ['commitments', language],
    queryFn: async (): Promise<readonly CommitmentView[]> =>
      (await unwrap(api.person.commitments.$get({ query: { language } }))).commitments,
    refetchInterval: AGAIN_MS,
  });
}
