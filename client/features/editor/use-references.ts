// What the pills of the open document point to, as it is known now; read again when the server says
// that one of them was renamed, merged or taken out.
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReferenceView } from '../../../shared/api/lookup.ts';
import { api, unwrap } from '../../api.ts';
import { useAside, useOpenDocument } from '../../collab/hooks.ts';

/** A reference that was just chosen is projected on the server a moment later, ms. */
const PROJECTED_MS = 1_500;

const select = (references: readonly ReferenceView[]): ReadonlyMap<string, ReferenceView> =>
  new Map(references.map((reference) => [reference.ref, reference]));

const NONE: ReadonlyMap<string, ReferenceView> = new Map();

function referencesQuery(documentId: string) {
  return queryOptions({
    queryKey: ['document', documentId, 'references'],
    queryFn: async () =>
      (await unwrap(api.documents[':id'].references.$get({ param: { id: documentId } })))
        .references,
    placeholderData: keepPreviousData,
    // The socket says when they change.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** By reference; `refs` are those that are chosen now. */
export function useReferences(refs: readonly string[]): ReadonlyMap<string, ReferenceView> {
  const queryClient = useQueryClient();
  const { documentId } = useOpenDocument();
  const { data } = useQuery({ ...referencesQuery(documentId), select, enabled: refs.length > 0 });
  const { queryKey } = referencesQuery(documentId);
  const ask = () => void queryClient.invalidateQueries({ queryKey });
  useAside('references', ask);
  const isUnknown =
    data !== undefined && refs.some((ref) => !ref.startsWith('name:') && !data.has(ref));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is asked about anew.
  useEffect(() => {
    if (!isUnknown) return;
    const timer = setTimeout(ask, PROJECTED_MS);
    return () => clearTimeout(timer);
  }, [isUnknown, refs.join(' ')]);
  return data ?? NONE;
}
