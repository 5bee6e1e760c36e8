// What is left, large, by the server's clock (LI7).
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { timeLeft } from '../format.ts';
import { useServerNow } from '../server-clock.ts';
import classes from './WallHeader.module.css';

interface WallCountdownProps {
  hackathon: HackathonView;
  deadlineAt: number;
}

/** The last ten minutes are the hackathon's own. */
const SOON_MS = 10 * 60_000;

/** Looked at more often than a second, or a second would now and then be skipped. */
const LOOK_EVERY_MS = 200;

/** Counts to the start, then to the deadline; says so when nobody can write. */
export function WallCountdown({ hackathon, deadlineAt }: WallCountdownProps) {
  const { t } = useTranslation('wall');
  const now = useServerNow(LOOK_EVERY_MS);
  if (hackathon.state !== 'open') {
    const words = hackathon.state === 'frozen' ? t('countdown.frozen') : t('countdown.closed');
    return <p className={classes.over}>{words}</p>;
  }
  const isBefore = now < hackathon.startsAt;
  const left = timeLeft(isBefore ? hackathon.startsAt : deadlineAt, now);
  if (left.type === 'over') return <p className={classes.over}>{t('countdown.over')}</p>;
  const isSoon = !isBefore && deadlineAt - now <= SOON_MS;
  return (
    <p className={classes.countdown} role="timer" data-soon={isSoon || undefined}>
      <span className={classes.clock} data-type={left.type}>
        {left.type === 'clock'
          ? left.clock
          : t('countdown.days', { count: left.days, hours: left.hours })}
      </span>
      <span>{isBefore ? t('countdown.before') : t('countdown.left')}</span>
    </p>
  );
}
