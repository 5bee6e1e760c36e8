// Shown while a screen is on its way; comes in late, so that a fast answer does not flicker.
import { useTranslation } from 'react-i18next';
import classes from './Loading.module.css';
import spoken from './spoken.module.css';

/** A quiet sign that something is coming. */
export function Loading() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.loading} role="status">
      <svg viewBox="0 0 64 24" aria-hidden="true">
        <path d="M2 22 20 4l9 12 7-8 14 14" pathLength={100} />
      </svg>
      <span className={spoken.only}>{t('loading')}</span>
    </div>
  );
}
