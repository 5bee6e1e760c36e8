// What a facilitator has to say, and nothing else on the wall.
import { useTranslation } from 'react-i18next';
import type { AnnouncementView } from '../../../shared/api/hackathons.ts';
import type { WallView } from '../../../shared/api/wall.ts';
import { formatTime } from '../format.ts';
import classes from './AnnouncementScene.module.css';
import { WallCountdown } from './WallCountdown.tsx';

interface AnnouncementSceneProps {
  view: WallView;
  announcement: AnnouncementView;
  asOf: number | null;
}

/** As large as its length allows. */
export function AnnouncementScene({ view, announcement, asOf }: AnnouncementSceneProps) {
  const { t, i18n } = useTranslation('wall');
  const { hackathon } = view;
  const time = (at: number) => formatTime(at, i18n.language, hackathon.timeZone);
  return (
    <div className={classes.announcement}>
      <h1 className={classes.kicker}>
        {t('announcement')} · {time(announcement.createdAt)}
        {asOf !== null && <span role="status"> · {t('as-of', { time: time(asOf) })}</span>}
      </h1>
      <p
        key={announcement.id}
        className={classes.text}
        data-length={lengthOf(announcement.text)}
        dir="auto"
      >
        {announcement.text}
      </p>
      <div className={classes.foot}>
        <p dir="auto">{hackathon.name}</p>
        <div className={classes.clock}>
          <WallCountdown hackathon={hackathon} deadlineAt={view.deadlineAt} />
        </div>
      </div>
    </div>
  );
}

/** A shout is larger than a paragraph. */
function lengthOf(text: string): 'short' | 'middle' | 'long' {
  if (text.length <= 80) return 'short';
  return text.length <= 180 ? 'middle' : 'long';
}
