// Tells the server what this screen shows: when that changes, and when the line is back. The control
// room counts on it.
import { useEffect } from 'react';
import type { ScreenReport } from '../../../shared/api/wall.ts';

interface ScreenReporter {
  token: string;
  screenId: string;
  /** `null` while the line is down: there is nobody to tell. */
  shows: Pick<ScreenReport, 'scene' | 'announcementId'> | null;
}

/** A report that is lost is made up for by the next; the server forgets screens without a line. */
export function useScreenReport({ token, screenId, shows }: ScreenReporter): void {
  const scene = shows?.scene ?? null;
  const announcementId = shows?.announcementId ?? null;
  useEffect(() => {
    if (scene === null) return;
    const abort = new AbortController();
    const report = { scene, announcementId, width: innerWidth, height: innerHeight };
    fetch(`/api/wall/${encodeURIComponent(token)}/screens/${screenId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report satisfies ScreenReport),
      credentials: 'omit',
      signal: abort.signal,
    }).catch((error: unknown) => {
      if (!abort.signal.aborted) console.info('The control room was not told.', error);
    });
    return () => abort.abort();
  }, [token, screenId, scene, announcementId]);
}
