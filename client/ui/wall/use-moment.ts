// The entry that has the stage on a wall whose newest entries are given.
import { useEffect, useState } from 'react';
import type { LatestEntry } from './latest-entry.ts';
import { createMoments, type Moments } from './moments.ts';

/** `null` while nothing has just entered the catalogue. */
export function useMoment(latest: readonly LatestEntry[]): LatestEntry | null {
  const [moment, setMoment] = useState<LatestEntry | null>(null);
  const [moments] = useState<Moments>(() => createMoments(setMoment));
  useEffect(() => moments.tell(latest), [moments, latest]);
  useEffect(() => moments.stop, [moments]);
  return moment;
}
