// The notes of the open document, read again whenever the server says that they changed.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ThreadView } from '../../../../shared/api/notes.ts';
import { api, unwrap } from '../../../api.ts';
import { useAside, useOpenDocument } from '../../../collab/hooks.ts';

/** The threads of a document, open ones first. */
export function notesQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id, 'notes'],
    queryFn: async () => (await unwrap(api.documents[':id'].notes.$get({ param: { id } }))).threads,
    // The socket says when they change.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Who can be mentioned. */
export function mentionableQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id, 'mentionable'],
    queryFn: async () =>
      (await unwrap(api.documents[':id'].mentionable.$get({ param: { id } }))).people,
    staleTime: 60_000,
  });
}

/** Keeps the notes fresh; once for a screen. */
export function useFreshNotes(): void {
  const queryClient = useQueryClient();
  const { documentId } = useOpenDocument();
  useAside('notes', () => {
    void queryClient.invalidateQueries({ queryKey: notesQuery(documentId).queryKey });
  });
}

/** The threads; `undefined` until they are known. */
export function useThreads(): readonly ThreadView[] | undefined {
  return useQuery(notesQuery(useOpenDocument().documentId)).data;
}

/** How many open threads are at a field, and whether one of them mentions me unseen. */
export function useOpenThreads(field: string | null): { count: number; isMentioned: boolean } {
  const select = useCallback(
    (threads: readonly ThreadView[]) => {
      const here = threads.filter((thread) => thread.field === field);
      return {
        count: here.filter(({ resolvedAt }) => resolvedAt === null).length,
        isMentioned: here.some(({ notes }) => notes.some(({ isUnseen }) => isUnseen)),
      };
    },
    [field],
  );
  const { data } = useQuery({ ...notesQuery(useOpenDocument().documentId), select });
  return data ?? { count: 0, isMentioned: false };
}
