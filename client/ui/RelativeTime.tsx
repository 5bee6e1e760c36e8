// A moment as "3 min ago" by the server's clock, with the exact time on demand.
import { useTranslation } from 'react-i18next';
import { formatAgo, formatMoment } from './format.ts';
import { useServerNow } from './server-clock.ts';

/** `<time>` that stays true while it is looked at. */
export function RelativeTime({ at }: { at: number }) {
  const { t, i18n } = useTranslation('shell');
  const now = useServerNow(15_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at, i18n.language)}>
      {formatAgo(at, now, i18n.language) ?? t('just-now')}
    </time>
  );
}
