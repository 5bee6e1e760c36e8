// A push that is under way: where it stands, why it waits, how to go on at once and how to stop it.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PushView } from '../../../../shared/api/pushes.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { useServerNow } from '../../../ui/server-clock.ts';
import panel from '../panel.module.css';
import classes from './exports.module.css';
import { usePushError } from './use-push-error.ts';

const STEPS = ['check', 'send', 'read-back'] as const;

interface PushProgressProps {
  push: PushView;
  onRetry: () => Promise<unknown>;
  onStop: () => Promise<unknown>;
}

/** Steps, attempt and clock; the step is read out when it changes. */
export function PushProgress({ push, onRetry, onStop }: PushProgressProps) {
  const { t, i18n } = useTranslation('exports');
  const now = useServerNow(1000);
  const errorWords = usePushError();
  const reached = STEPS.indexOf(push.step);
  const isWaiting = push.error !== null && push.dueAt > now;
  const stateOf = (index: number) => {
    if (index < reached) return 'done';
    return index === reached && !isWaiting ? 'now' : 'next';
  };
  return (
    <section className={classes.progress} aria-label={t('progress.title')}>
      <h3>{t('progress.title')}</h3>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <li key={step} aria-current={index === reached ? 'step' : undefined}>
            <span className={classes.dot} data-state={stateOf(index)} aria-hidden="true" />
            <span>
              {t(`progress.${step}`)}{' '}
              <span className={classes.count}>{t(`progress.state-${stateOf(index)}`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p role="status">
        {push.error !== null &&
          `${errorWords(push.error)} ${t('progress.attempt', { count: push.attempts + (isWaiting ? 1 : 0) })}. `}
        {isWaiting
          ? t('progress.again', { time: duration(push.dueAt - now, i18n.language) })
          : t('progress.since', { time: duration(now - push.startedAt, i18n.language) })}
      </p>
      <div className={panel.row}>
        {isWaiting && <Button onClick={() => void onRetry()}>{t('progress.now')}</Button>}
        <ConfirmButton
          variant="default"
          question={t('progress.stop-question')}
          confirm={t('progress.stop-confirm')}
          onConfirm={onStop}
        >
          {t('progress.stop')}
        </ConfirmButton>
      </div>
    </section>
  );
}

/** Minutes from the first one on; seconds would have a screen reader speak all the time. */
function duration(ms: number, language: string): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(minutes);
}
