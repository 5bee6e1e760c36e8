// What the closing screens ask the server.
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api.ts';

/** The film and credits of a hackathon, by slug or id. */
export function closingQuery(slug: string) {
  return queryOptions({
    queryKey: ['closing', slug],
    queryFn: () => unwrap(api.hackathons[':id'].closing.$get({ param: { id: slug } })),
    // A film that changed under the eyes would begin anew.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** What I did, by hackathon. */
export const ownReceiptsQuery = queryOptions({
  queryKey: ['receipts'],
  queryFn: async () => (await unwrap(api.person.receipts.$get())).receipts,
});

/** A receipt for everybody in a hackathon. */
export function allReceiptsQuery(slug: string) {
  return queryOptions({
    queryKey: ['receipts', slug],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].receipts.$get({ param: { id: slug } }))).receipts,
  });
}

/** What stands in the address of a receipt. */
interface ReceiptProof {
  readonly hackathonId: string;
  readonly personId: string;
  readonly issuedAt: string;
  readonly hash: string;
}

/** Whether a receipt is genuine; fails with 404 when it is not. */
export function verifyQuery(proof: ReceiptProof) {
  return queryOptions({
    queryKey: ['receipt', proof],
    queryFn: () =>
      unwrap(
        api.receipts[':hackathonId'][':personId'][':issuedAt'][':hash'].$get({
          param: { ...proof },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
