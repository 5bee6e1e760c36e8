// Takes a newer client at a quiet moment: a wall hangs for days, and nobody presses reload on it.
import { useEffect, useRef } from 'react';
import { findNewerClient } from './newer-client.ts';
import { mayTake } from './taken-clients.ts';

/** How often it is looked for, ms. */
const LOOK_EVERY_MS = 5 * 60_000;

/** How often a quiet moment is looked for once there is a newer one, ms. */
const QUIET_EVERY_MS = 2000;

/** Reloads the page when the server has a newer client; `isBusy` puts it off. */
export function useNewerClient({ isLive, isBusy }: { isLive: boolean; isBusy: boolean }): void {
  const busy = useRef(isBusy);
  useEffect(() => {
    busy.current = isBusy;
  }, [isBusy]);
  useEffect(() => {
    // A line that has just come up may lead to a server that was started anew.
    if (!isLive) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookIn = (delayMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(look, delayMs);
    };
    const look = async () => {
      if (busy.current) return lookIn(QUIET_EVERY_MS);
      lookIn(LOOK_EVERY_MS);
      // Asked right before: a page that reloads while the server is away does not come back.
      const newer = await findNewerClient();
      if (newer === null || isOver) return;
      if (busy.current) lookIn(QUIET_EVERY_MS);
      else if (isWorthReload(newer)) location.reload();
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isLive]);
}

function isWorthReload(newer: string): boolean {
  try {
    return mayTake(newer, sessionStorage, Date.now());
  } catch (error) {
    // Without a memory it may be for ever: an old client is better than a wall that flickers.
    console.info('The newer client waits for a reload by hand.', error);
    return false;
  }
}
