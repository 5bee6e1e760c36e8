// Everything a wall shows, in a frame of any size: a hall's screen and the control room's preview are
// the same. Knows neither where the view comes from nor who looks.
import { type CSSProperties, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { accentShades } from '../../../shared/accent.ts';
import type { ClosingView } from '../../../shared/api/closing.ts';
import type { WallView } from '../../../shared/api/wall.ts';
import type { WallScene } from '../../../shared/wall-programme.ts';
import spoken from '../spoken.module.css';
import { AnnouncementScene } from './AnnouncementScene.tsx';
import { announcementLength } from './announcement-length.ts';
import { ClosingScene } from './ClosingScene.tsx';
import { CountdownScene } from './CountdownScene.tsx';
import { JoinScene } from './JoinScene.tsx';
import { LatestScene } from './LatestScene.tsx';
import type { LatestEntry } from './latest-entry.ts';
import { MapScene } from './MapScene.tsx';
import { Moment } from './Moment.tsx';
import { Overview } from './Overview.tsx';
import { Panel } from './Panel.tsx';
import { SceneHeader } from './SceneHeader.tsx';
import sceneClasses from './Scenes.module.css';
import { SpotlightScene } from './SpotlightScene.tsx';
import { TeamsScene } from './TeamsScene.tsx';
import { TotalsScene } from './TotalsScene.tsx';
import classes from './Wall.module.css';
import { Zoom } from './Zoom.tsx';

interface StageProps {
  view: WallView;
  scene: WallScene;
  /** Since when nothing is known; `null` while the line stands. */
  asOf: number | null;
  /** The entry that has just entered the catalogue. */
  moment: LatestEntry | null;
  /** For the hall where the programme leaves it open; what the machine prefers when `null`. */
  theme: 'light' | 'dark' | null;
  /** Reads the closing; asked when that scene is shown. */
  loadClosing: () => Promise<ClosingView>;
  className?: string;
  /** What the page has on top of every scene. */
  children?: ReactNode;
}

/** Shows one scene of a wall. */
export function Stage({
  view,
  scene,
  asOf,
  moment,
  theme,
  loadClosing,
  className,
  children,
}: StageProps) {
  const { t } = useTranslation('wall');
  const title = useId();
  const { hall } = view.programme;
  return (
    <div
      className={className === undefined ? classes.frame : `${classes.frame} ${className}`}
      data-theme={(hall === 'auto' ? theme : hall) ?? undefined}
    >
      <div className={classes.wall} data-scene={scene} style={ridgeOf(view.hackathon.accent)}>
        {scene === 'overview' && <Overview view={view} asOf={asOf} moment={moment} />}
        {scene === 'announcement' && view.announcement !== null && (
          <AnnouncementScene view={view} announcement={view.announcement} asOf={asOf} />
        )}
        {scene !== 'overview' && scene !== 'announcement' && (
          <>
            <SceneHeader view={view} asOf={asOf} scene={scene} titleId={title} />
            <section
              key={scene}
              className={sceneClasses.scene}
              aria-labelledby={title}
              data-announced={
                view.announcement === null ? undefined : announcementLength(view.announcement.text)
              }
            >
              {sceneOf(scene, view, loadClosing)}
              {moment !== null && <Moment key={`${moment.id} ${moment.revision}`} entry={moment} />}
            </section>
          </>
        )}
        <p className={spoken.only} role="status">
          {moment !== null && t('moment.announce', { title: moment.title })}
        </p>
        {children}
      </div>
    </div>
  );
}

/** The hackathon's own colour in the place of ours, as it can be read in a light and in a dark hall. */
function ridgeOf(accent: string | null): CSSProperties | undefined {
  if (accent === null) return undefined;
  const { light, dark } = accentShades(accent);
  return { '--ridge': `light-dark(${light}, ${dark})` } as CSSProperties;
}

/** The content of a scene that stands under the common head. */
function sceneOf(
  scene: Exclude<WallScene, 'overview' | 'announcement'>,
  view: WallView,
  loadClosing: () => Promise<ClosingView>,
): ReactNode {
  switch (scene) {
    case 'totals':
      return <TotalsScene totals={view.totals} />;
    case 'teams':
      return <TeamsScene view={view} />;
    case 'map':
      return <MapScene countries={view.countries} />;
    case 'actions':
      return (
        <Zoom by={1.55}>
          <Panel view={view} only="actions" />
        </Zoom>
      );
    case 'latest':
      return <LatestScene latest={view.latest} />;
    case 'countdown':
      return <CountdownScene view={view} />;
    case 'join':
      return <JoinScene code={view.joinCode ?? ''} url={view.joinUrl ?? view.catalogueUrl} />;
    case 'spotlight':
      return view.spotlight === null ? null : <SpotlightScene entry={view.spotlight} />;
    case 'closing':
      return <ClosingScene view={view} load={loadClosing} />;
  }
}
