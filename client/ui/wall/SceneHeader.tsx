// The head of a scene: what it shows, which hackathon, what time is left, and what a facilitator has to say.
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import type { WallScene } from '../../../shared/wall-programme.ts';
import { formatTime } from '../format.ts';
import { Logo } from '../Logo.tsx';
import classes from './SceneHeader.module.css';
import { WallCountdown } from './WallCountdown.tsx';

interface SceneHeaderProps {
  view: WallView;
  asOf: number | null;
  scene: Exclude<WallScene, 'overview' | 'announcement'>;
  titleId: string;
}

/** One line, and a band below it while something is announced. */
export function SceneHeader({ view, asOf, scene, titleId }: SceneHeaderProps) {
  const { t, i18n } = useTranslation('wall');
  const { hackathon, announcement } = view;
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <span className={classes.mark}>
          <Logo size={32} />
        </span>
        <p className={classes.hackathon} dir="auto">
          {hackathon.name}
        </p>
        <h1 id={titleId} className={classes.title}>
          {t(`scene.${scene}`)}
        </h1>
        {asOf !== null && (
          <p className={classes.asOf} role="status">
            {t('as-of', { time: formatTime(asOf, i18n.language, hackathon.timeZone) })}
          </p>
        )}
        {scene !== 'countdown' && (
          <div className={classes.clock}>
            <WallCountdown hackathon={hackathon} deadlineAt={view.deadlineAt} />
          </div>
        )}
      </div>
      {announcement !== null && (
        <section
          key={announcement.id}
          className={classes.announcement}
          aria-label={t('announcement')}
          data-long={announcement.text.length > 120 || undefined}
          dir="auto"
        >
          {announcement.text}
        </section>
      )}
    </header>
  );
}
