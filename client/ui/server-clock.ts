// The server's clock as this browser can tell it (LI7): an offset learnt from every answer that
// carries the server's time. Laptops in a hall are minutes apart.
import { useEffect, useState } from 'react';

let offsetMs = 0;

/** Tells the clock what time an answer of the server carried. */
export function noteServerTime(serverTime: number): void {
  offsetMs = serverTime - Date.now();
}

/** The server's time now, ms since the epoch. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/** The server's time, new every `everyMs` while the screen is mounted. */
export function useServerNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
