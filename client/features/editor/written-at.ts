// When each root was last written in, from the server's log; asked again once the text came to rest.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AuthorshipView } from '../../../shared/api/history.ts';
import { useOpenDocument } from '../../collab/hooks.ts';
import { authorshipQuery } from './document-query.ts';

/** A text rests when nobody changed it for so long, ms. */
const REST_MS = 3_000;

const select = (roots: readonly AuthorshipView[]): ReadonlyMap<string, number> =>
  new Map(roots.map(({ root, people }) => [root, Math.max(...people.map(({ lastAt }) => lastAt))]));

const NEVER: ReadonlyMap<string, number> = new Map();

/** By root, ms since the epoch by the server's clock. */
export function useWrittenAt(): ReadonlyMap<string, number> {
  const { documentId } = useOpenDocument();
  const { data } = useQuery({ ...authorshipQuery(documentId), select });
  return data ?? NEVER;
}

/** Keeps the times fresh; once for a screen. */
export function useFreshWrittenAt(): void {
  const queryClient = useQueryClient();
  const { documentId, projection } = useOpenDocument();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = projection.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void queryClient.invalidateQueries({ queryKey: authorshipQuery(documentId).queryKey });
      }, REST_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queryClient, documentId, projection]);
}
