// Opens the notes of a field, and says how many wait there.
import { IconMessage, IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './notes.module.css';
import { useIsNotesOpen, useNotesPlace } from './notes-place.ts';
import { useOpenThreads } from './notes-query.ts';

/** `name` is what the field is called. */
export function NoteButton({ field, name }: { field: string; name: string }) {
  const { t } = useTranslation('notes');
  const place = useNotesPlace();
  const isOpen = useIsNotesOpen(field);
  const { count, isMentioned } = useOpenThreads(field);
  const NoteIcon = count === 0 ? IconMessagePlus : IconMessage;
  const label =
    count === 0 ? t('button.none', { field: name }) : t('button.some', { field: name, count });
  return (
    <button
      type="button"
      className={classes.button}
      data-count={count}
      data-mentioned={isMentioned || undefined}
      aria-label={isMentioned ? `${label}. ${t('mentions-you')}` : label}
      aria-expanded={isOpen}
      title={label}
      onClick={() => place.set(isOpen ? null : field)}
    >
      <NoteIcon size={18} stroke={1.75} aria-hidden="true" />
      {count > 0 && <span aria-hidden="true">{count}</span>}
    </button>
  );
}
