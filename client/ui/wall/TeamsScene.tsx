// All teams on the whole wall, as large as lets them stand on as few pages as can be read.
import type { WallView } from '../../../shared/api/wall.ts';
import { largestZoom } from './capacity.ts';
import classes from './Panel.module.css';
import { Panel } from './Panel.tsx';
import { isTallTeam } from './row-height.ts';
import { useCapacity } from './use-capacity.ts';
import { Zoom } from './Zoom.tsx';

/** Smaller than the least no hall can read them: then they take turns. */
const ZOOM = { least: 1.25, most: 2.4 } as const;

/** Shows the teams and how far they are. */
export function TeamsScene({ view }: { view: WallView }) {
  const { list, probe, room, cell } = useCapacity();
  const zoom = largestZoom(room, {
    ...ZOOM,
    count: view.teams.length,
    cell,
  });
  return (
    <div ref={list} className={classes.place} data-tall={view.teams.some(isTallTeam) || undefined}>
      <div ref={probe} className={classes.probe} aria-hidden="true" />
      <Zoom by={zoom}>
        <Panel view={view} only="teams" />
      </Zoom>
    </div>
  );
}
