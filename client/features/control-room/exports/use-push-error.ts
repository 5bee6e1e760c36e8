// What is the matter with a push, in words.
import { useTranslation } from 'react-i18next';
import type { PushView } from '../../../../shared/api/pushes.ts';
import { formatMoment } from '../../../ui/format.ts';

/** What happened, what can be done about it, and since when nothing gets through. */
export function usePushError(): (error: NonNullable<PushView['error']>) => string {
  const { t, i18n } = useTranslation('exports');
  return ({ code, detail, since }) => {
    const words = t(`error.${code}`, { detail }).trim();
    const end = /[.!?…]$/.test(words) ? '' : '.';
    return `${words}${end} ${t('error.since', { time: formatMoment(since, i18n.language) })}`;
  };
}
