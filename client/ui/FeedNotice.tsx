// Says when a live screen is not live, and since when.
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FeedNotice.module.css';
import { formatTime } from './format.ts';
import { serverNow } from './server-clock.ts';

/** A line that comes back at once needs no words, ms. */
const PATIENCE_MS = 3000;

/** Shown while the line is down for longer than a blink. */
export function FeedNotice({ status }: { status: 'connecting' | 'live' | 'down' | 'paused' }) {
  const { t, i18n } = useTranslation('shell');
  const [since, setSince] = useState<number | null>(null);
  const isDown = status === 'down';
  useEffect(() => {
    if (!isDown) {
      setSince(null);
      return;
    }
    const at = serverNow();
    const timer = setTimeout(() => setSince(at), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDown]);
  return (
    <div role="status">
      {since !== null && (
        <p className={classes.notice}>
          <IconPlugConnectedX size={18} aria-hidden="true" />
          {t('feed-down', { time: formatTime(since, i18n.language) })}
        </p>
      )}
    </div>
  );
}
