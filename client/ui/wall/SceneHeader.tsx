// The head of a scene: what it shows, which hackathon, what time is left, and what a facilitator has to say.
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import type { WallScene } from '../../../shared/wall-programme.ts';
import { formatTime } from '../format.ts';
import { announcementLength } from './announcement-length.ts';
import { Mark } from './Mark.tsx';
import classes from './SceneHeader.module.css';
import { WallCountdown } from './WallCountdown.tsx';

interface SceneHeaderProps {
  view: WallView;
  asOf: number | null;
  scene: Exclude<WallScene, 'overview' | 'announcement'>;
  titleId: string;
}

/** Longer names stand on two lines beside what the scene shows. */
const LONG_NAME = 32;

/** One line, and a band below it while something is announced. */
export function SceneHeader({ view, asOf, scene, titleId }: SceneHeaderProps) {
  const { t, i18n } = useTranslation('wall');
  const { hackathon, announcement } = view;
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <Mark logoPath={hackathon.logoPath} />
        <p
          className={classes.hackathon}
          data-long={hackathon.name.length > LONG_NAME || undefined}
          dir="auto"
        >
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
          data-length={announcementLength(announcement.text)}
          dir="auto"
        >
          {announcement.text}
        </section>
      )}
    </header>
  );
}
