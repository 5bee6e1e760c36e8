// A hackathon's board, live: read once, then kept up to date by its feed. Knows no screen.
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BoardEvent, BoardView } from '../shared/api/live.ts';
import { api, unwrap } from './api.ts';
import { applyBoardEvents } from './board-events.ts';
import { type FeedStatus, openEventFeed } from './collab/event-feed.ts';
import { sessionQuery } from './session.ts';
import { noteServerTime } from './ui/server-clock.ts';

/** Events that arrive within this time are drawn together, ms: sixty teams type at once. */
const BATCH_MS = 80;

/** The board, by the hackathon's slug or id. */
export function boardQuery(slug: string) {
  return queryOptions({
    queryKey: ['board', slug],
    queryFn: async (): Promise<BoardView> => {
      const board = await unwrap(api.hackathons[':id'].board.$get({ param: { id: slug } }));
      noteServerTime(board.serverTime);
      return board;
    },
    // The feed keeps it fresh while it is looked at; a board come back to is read again.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** The board as it is now, and whether its line to the server is up. */
export function useBoard(slug: string): { board: BoardView; status: FeedStatus } {
  const queryClient = useQueryClient();
  const { data: board } = useSuspenseQuery(boardQuery(slug));
  const [status, setStatus] = useState<FeedStatus>('connecting');
  const { cursor } = board;
  const hackathonId = board.hackathon.id;

  useEffect(() => {
    const { queryKey } = boardQuery(slug);
    let waiting: BoardEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      const events = waiting;
      waiting = [];
      queryClient.setQueryData(queryKey, (shown) => shown && applyBoardEvents(shown, events));
    };
    const feed = openEventFeed<BoardEvent>({
      url: `/api/hackathons/${hackathonId}/feed`,
      cursor,
      onEvent: (event) => {
        if (event.type === 'reset') {
          // What comes on this line now belongs after a board we have not read yet.
          stop();
          void queryClient.invalidateQueries({ queryKey });
          return;
        }
        if (event.type === 'member') {
          const session = queryClient.getQueryData(sessionQuery.queryKey);
          if (event.personId === session?.person?.id) {
            void queryClient.invalidateQueries(sessionQuery);
          }
          return;
        }
        if (event.type === 'notes') {
          void queryClient.invalidateQueries({ queryKey: ['mentions', hackathonId] });
        }
        waiting.push(event);
        timer ??= setTimeout(draw, BATCH_MS);
      },
      // A feed cannot see why it was refused; signed out shows in the session.
      onFailure: () =>
        void queryClient.prefetchQuery({ ...sessionQuery, retry: false, staleTime: 0 }),
    });
    const unsubscribe = feed.status.subscribe(() => setStatus(feed.status.get()));
    const stop = () => {
      clearTimeout(timer);
      waiting = [];
      unsubscribe();
      feed.close();
    };
    return stop;
  }, [queryClient, slug, hackathonId, cursor]);

  return { board, status };
}
