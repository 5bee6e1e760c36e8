// All walls of a hackathon, live: what they show, on which screens. Knows no element.
import { useEffect, useState } from 'react';
import type { WallsView } from '../../../shared/api/wall.ts';
import { type FeedStatus, openEventFeed } from '../../collab/event-feed.ts';
import { noteServerTime } from '../../ui/server-clock.ts';

/** The walls as they are now; `null` until the first word. */
export function useWalls(hackathonId: string): { walls: WallsView | null; status: FeedStatus } {
  const [walls, setWalls] = useState<WallsView | null>(null);
  const [status, setStatus] = useState<FeedStatus>('connecting');
  useEffect(() => {
    const feed = openEventFeed<WallsView>({
      url: `/api/hackathons/${hackathonId}/walls/feed`,
      onEvent: (view) => {
        noteServerTime(view.wall.serverTime);
        setWalls(view);
      },
    });
    const unsubscribe = feed.status.subscribe(() => setStatus(feed.status.get()));
    return () => {
      unsubscribe();
      feed.close();
    };
  }, [hackathonId]);
  return { walls, status };
}
