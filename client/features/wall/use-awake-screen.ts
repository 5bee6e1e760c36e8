// Keeps the screen from going to sleep while a wall hangs, where the browser lets us.
import { useEffect } from 'react';

/** Browsers give the lock to pages over https only, and take it back when the page is hidden. */
export function useAwakeScreen(): void {
  useEffect(() => {
    // Absent over plain http, whatever the types say.
    const wakeLock = navigator.wakeLock as WakeLock | undefined;
    if (wakeLock === undefined) return;
    let held: WakeLockSentinel | null = null;
    let isOver = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        held = await wakeLock.request('screen');
        if (isOver) await held.release();
      } catch (error) {
        // A low battery or a policy refuses it; the wall works all the same.
        console.info('The screen may go to sleep.', error);
      }
    };
    void hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', hold);
      void held?.release();
    };
  }, []);
}
