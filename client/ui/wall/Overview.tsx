// Everything at a glance on one screen: numbers, teams, the world, how to join, the latest.
import type { WallView } from '../../../shared/api/wall.ts';
import { Figures } from './Figures.tsx';
import { JoinCorner } from './JoinCorner.tsx';
import { joinAddress } from './join-address.ts';
import { LatestBar } from './LatestBar.tsx';
import type { LatestEntry } from './latest-entry.ts';
import { Moment } from './Moment.tsx';
import { Panel } from './Panel.tsx';
import classes from './Wall.module.css';
import { WallHeader } from './WallHeader.tsx';
import { WorldMap } from './WorldMap.tsx';

interface OverviewProps {
  view: WallView;
  asOf: number | null;
  moment: LatestEntry | null;
}

/** The scene that shows a little of all others. */
export function Overview({ view, asOf, moment }: OverviewProps) {
  const { joinCode, joinUrl } = view;
  return (
    <>
      <WallHeader view={view} asOf={asOf} />
      <Figures totals={view.totals} />
      <div className={classes.stage}>
        <Panel view={view} />
        <WorldMap countries={view.countries} />
        {joinCode !== null && joinUrl !== null && (
          <JoinCorner code={joinCode} url={joinAddress(joinUrl, location.origin)} />
        )}
        {moment !== null && <Moment key={`${moment.id} ${moment.revision}`} entry={moment} />}
      </div>
      <LatestBar latest={view.latest} />
    </>
  );
}
