// An entry of the catalogue, as the wall tells it.
import type { WallView } from '../../../shared/api/wall.ts';

/** One of the newest entries. */
export type LatestEntry = WallView['latest'][number];
