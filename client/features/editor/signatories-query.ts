// Who speaks for each signatory, and who confirmed; read again when the server says that it changed.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SignatoriesView } from '../../../shared/api/signatories.ts';
import { api, unwrap } from '../../api.ts';
import { useAside, useOpenDocument } from '../../collab/hooks.ts';

/** The signatories of a document, beside what it says itself. */
export function signatoriesQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id, 'signatories'],
    queryFn: (): Promise<SignatoriesView> =>
      unwrap(api.documents[':id'].signatories.$get({ param: { id } })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** The signatories, kept fresh; `ids` are those the document has now. */
export function useSignatories(ids: string): SignatoriesView | undefined {
  const queryClient = useQueryClient();
  const { documentId } = useOpenDocument();
  const { queryKey } = signatoriesQuery(documentId);
  const ask = () => void queryClient.invalidateQueries({ queryKey });
  useAside('signatories', ask);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a party that came or went is asked about anew.
  useEffect(ask, [queryClient, documentId, ids]);
  return useQuery(signatoriesQuery(documentId)).data;
}
