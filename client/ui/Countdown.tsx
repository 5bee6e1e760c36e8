// What is left until a deadline, by the server's clock (LI7).
import { useTranslation } from 'react-i18next';
import classes from './Countdown.module.css';
import { formatMoment, timeLeft } from './format.ts';
import { useServerNow } from './server-clock.ts';

interface CountdownProps {
  deadlineAt: number;
  timeZone?: string;
}

/** The last quarter of an hour is worth a colour. */
const SOON_MS = 15 * 60_000;

/** A running countdown; the words change too when time is short, not only the colour. */
export function Countdown({ deadlineAt, timeZone }: CountdownProps) {
  const { t, i18n } = useTranslation('shell');
  const now = useServerNow();
  const left = timeLeft(deadlineAt, now);
  const isSoon = left.type === 'over' || deadlineAt - now < SOON_MS;
  const words =
    left.type === 'over'
      ? t('countdown.over')
      : t('countdown.left', {
          time:
            left.type === 'clock'
              ? left.clock
              : t(left.hours === 0 ? 'countdown.whole-days' : 'countdown.days', { ...left }),
        });
  return (
    <span
      className={isSoon ? classes.soon : classes.countdown}
      role="timer"
      title={formatMoment(deadlineAt, i18n.language, timeZone)}
    >
      {words}
    </span>
  );
}
