// The time that is left, as large as the hall, with the stage the hackathon is in.
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { formatMoment } from '../format.ts';
import { useServerNow } from '../server-clock.ts';
import classes from './Scenes.module.css';
import { WallCountdown } from './WallCountdown.tsx';
import { Zoom } from './Zoom.tsx';

/** How often the bar moves on, ms: over hours a second is nothing. */
const BAR_EVERY_MS = 5000;

/** The clock, how much of the time is gone, and the stage. */
export function CountdownScene({ view }: { view: WallView }) {
  const { t, i18n } = useTranslation('wall');
  const now = useServerNow(BAR_EVERY_MS);
  const { hackathon, deadlineAt } = view;
  const { startsAt, stages, timeZone } = hackathon;
  const gone = Math.min(1, Math.max(0, (now - startsAt) / Math.max(1, deadlineAt - startsAt)));
  const stage = stages.find(({ endsAt }) => endsAt > now);
  const isRunning = hackathon.state === 'open' && now < deadlineAt;
  return (
    <div className={classes.countdown}>
      <Zoom by={3.5}>
        <WallCountdown hackathon={hackathon} deadlineAt={deadlineAt} />
      </Zoom>
      {isRunning && (
        <div className={classes.way} aria-hidden="true">
          <div style={{ transform: `scaleX(${gone})` }} />
        </div>
      )}
      {isRunning && (
        <p className={classes.until}>
          {stage === undefined
            ? t('countdown.until', { time: formatMoment(deadlineAt, i18n.language, timeZone) })
            : t('countdown.stage', {
                name: stage.name,
                time: formatMoment(stage.endsAt, i18n.language, timeZone),
              })}
        </p>
      )}
    </div>
  );
}
