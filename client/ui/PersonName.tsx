// A person's name among other words. The server names nobody who was erased: their work is shown as a
// participant's.
import { useTranslation } from 'react-i18next';

/** The name as it is written, or "a participant" for an empty one. */
export function PersonName({ name, className }: { name: string; className?: string }) {
  const { t } = useTranslation('shell');
  return <bdi className={className}>{name === '' ? t('a-participant') : name}</bdi>;
}
