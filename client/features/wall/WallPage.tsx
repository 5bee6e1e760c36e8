// The wall: one screen for a hall, by its link alone. Composes the parts; wall-line.ts knows the news.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { Figures } from './Figures.tsx';
import { FullScreenButton } from './FullScreenButton.tsx';
import { JoinCorner } from './JoinCorner.tsx';
import { joinAddress } from './join-address.ts';
import { LatestBar } from './LatestBar.tsx';
import { Moment } from './Moment.tsx';
import { Panel } from './Panel.tsx';
import { useAwakeScreen } from './use-awake-screen.ts';
import classes from './Wall.module.css';
import { WallHeader } from './WallHeader.tsx';
import { WorldMap } from './WorldMap.tsx';
import { createWallLine, type LatestEntry } from './wall-line.ts';

interface WallPageProps {
  token: string;
  /** `light` or `dark` to suit the hall; what the machine prefers when `null`. */
  theme: 'light' | 'dark' | null;
}

/** Shows the wall of a link. */
export function WallPage({ token, theme }: WallPageProps) {
  const { t } = useTranslation('wall');
  const [line] = useState(() => createWallLine({ token }));
  const screen = useSyncExternalStore(line.subscribe, line.get);
  useAwakeScreen();
  return (
    <main className={classes.wall} data-theme={theme ?? undefined}>
      {screen.type === 'connecting' && <p className={classes.alone}>{t('connecting')}</p>}
      {screen.type === 'gone' && (
        <div className={classes.alone}>
          <h1>{t('gone.title')}</h1>
          <p>{t('gone.body')}</p>
        </div>
      )}
      {screen.type === 'showing' && <Screen {...screen} />}
      <FullScreenButton />
    </main>
  );
}

interface ScreenProps {
  view: WallView;
  asOf: number | null;
  moment: LatestEntry | null;
}

function Screen({ view, asOf, moment }: ScreenProps) {
  const { t } = useTranslation('wall');
  const { joinCode, joinUrl } = view;
  const title = t('title', { name: view.hackathon.name });
  useEffect(() => {
    document.title = title;
  }, [title]);
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
      <p className={classes.spoken} role="status">
        {moment !== null && t('moment.announce', { title: moment.title })}
      </p>
    </>
  );
}
