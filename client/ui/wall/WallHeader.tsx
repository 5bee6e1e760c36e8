// The head of the wall: which hackathon, who is there, what a facilitator has to say, what time is left.
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { formatTime } from '../format.ts';
import { Mark } from './Mark.tsx';
import { WallCountdown } from './WallCountdown.tsx';
import classes from './WallHeader.module.css';

interface WallHeaderProps {
  view: WallView;
  asOf: number | null;
}

/** Longer names are set smaller. */
const LONG_NAME = 48;

/** An announcement takes the place of the numbers of people, so that nothing else moves. */
export function WallHeader({ view, asOf }: WallHeaderProps) {
  const { t, i18n } = useTranslation('wall');
  const { hackathon, totals, announcement } = view;
  return (
    <header className={classes.header}>
      <div className={classes.title} data-small={announcement !== null || undefined}>
        <p className={classes.place}>
          <Mark logoPath={hackathon.logoPath} />
          <span>Sommet</span>
          {announcement === null && hackathon.place !== '' && (
            <span dir="auto">{hackathon.place}</span>
          )}
          {asOf !== null && (
            <span className={classes.asOf} role="status">
              {t('as-of', { time: formatTime(asOf, i18n.language, hackathon.timeZone) })}
            </span>
          )}
        </p>
        <h1 dir="auto" data-long={hackathon.name.length > LONG_NAME || undefined}>
          {hackathon.name}
        </h1>
        {announcement === null && (
          <ul className={classes.facts}>
            <li>{t('facts.teams', { count: totals.teams })}</li>
            <li>{t('facts.people', { count: totals.people })}</li>
            {totals.online > 0 && <li data-live>{t('facts.online', { count: totals.online })}</li>}
          </ul>
        )}
      </div>
      {announcement !== null && (
        <section
          key={announcement.id}
          className={classes.announcement}
          aria-label={t('announcement')}
          data-length={lengthOf(announcement.text)}
          dir="auto"
        >
          {announcement.text}
        </section>
      )}
      <WallCountdown hackathon={hackathon} deadlineAt={view.deadlineAt} />
    </header>
  );
}

/** A shout is larger than a paragraph. */
function lengthOf(text: string): 'short' | 'middle' | 'long' {
  if (text.length <= 70) return 'short';
  return text.length <= 190 ? 'middle' : 'long';
}
