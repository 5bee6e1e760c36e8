// Takes a newer client at a quiet moment: a wall hangs for days, and nobody presses reload on it.
import { useEffect, useRef } from 'react';
import { hasNewerClient } from './newer-client.ts';

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
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const takeWhenQuiet = () => {
      if (busy.current) quiet = setTimeout(takeWhenQuiet, QUIET_EVERY_MS);
      else location.reload();
    };
    const look = async () => {
      if (!(await hasNewerClient()) || isOver) return;
      clearInterval(timer);
      takeWhenQuiet();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    // A part of an old client that was not loaded yet is not there any more.
    const handleMissing = () => location.reload();
    window.addEventListener('vite:preloadError', handleMissing);
    void look();
    return () => {
      isOver = true;
      clearInterval(timer);
      clearTimeout(quiet);
      window.removeEventListener('vite:preloadError', handleMissing);
    };
  }, [isLive]);
}
