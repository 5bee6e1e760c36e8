// The wall: one screen for a hall, by its link alone. wall-line.ts knows the news, Stage.tsx shows it.
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingView } from '../../../shared/api/closing.ts';
import { Stage } from '../../ui/wall/Stage.tsx';
import { useScene } from '../../ui/wall/use-scene.ts';
import { FullScreenButton } from './FullScreenButton.tsx';
import { createScreenId } from './screen-id.ts';
import { useAwakeScreen } from './use-awake-screen.ts';
import { useNewerClient } from './use-newer-client.ts';
import { useScreenReport } from './use-screen-report.ts';
import classes from './WallPage.module.css';
import { createWallLine, type WallScreen } from './wall-line.ts';

interface WallPageProps {
  token: string;
  /** `light` or `dark` to suit the hall, unless the control room says which it is. */
  theme: 'light' | 'dark' | null;
}

/** Shows the wall of a link. */
export function WallPage({ token, theme }: WallPageProps) {
  const { t } = useTranslation('wall');
  const [screenId] = useState(createScreenId);
  const [line] = useState(() => createWallLine({ token, screenId }));
  const screen = useSyncExternalStore(line.subscribe, line.get);
  useAwakeScreen();
  return (
    <main className={classes.page}>
      {screen.type === 'connecting' && <p className={classes.alone}>{t('connecting')}</p>}
      {screen.type === 'gone' && (
        <div className={classes.alone}>
          <h1>{t('gone.title')}</h1>
          <p>{t('gone.body')}</p>
        </div>
      )}
      {screen.type === 'showing' && (
        <Screen screen={screen} token={token} screenId={screenId} theme={theme} />
      )}
    </main>
  );
}

interface ScreenProps extends WallPageProps {
  screen: Extract<WallScreen, { type: 'showing' }>;
  screenId: string;
}

function Screen({ screen, token, screenId, theme }: ScreenProps) {
  const { t } = useTranslation('wall');
  const { view, asOf, moment } = screen;
  const { announcement, programme } = view;
  const scene = useScene(view);
  const isLive = asOf === null;
  useScreenReport({
    token,
    screenId,
    shows: isLive ? { scene, announcementId: announcement?.id ?? null } : null,
  });
  useNewerClient({
    isLive,
    isBusy: moment !== null || scene === 'closing' || programme.inBetween !== null,
  });
  const title = t('title', { name: view.hackathon.name });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const loadClosing = useCallback(() => readClosing(token), [token]);
  return (
    <Stage
      className={classes.screen ?? ''}
      view={view}
      scene={scene}
      asOf={asOf}
      moment={moment}
      theme={theme}
      loadClosing={loadClosing}
    >
      <FullScreenButton />
    </Stage>
  );
}

async function readClosing(token: string): Promise<ClosingView> {
  const answer = await fetch(`/api/wall/${encodeURIComponent(token)}/closing`, {
    credentials: 'omit',
  });
  if (!answer.ok) throw new Error(`The closing was answered with ${answer.status}.`);
  return (await answer.json()) as ClosingView;
}
