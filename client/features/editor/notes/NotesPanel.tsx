// All open threads of the document, as a list that leads to each.
import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ThreadView } from '../../../../shared/api/notes.ts';
import { PersonName } from '../../../ui/PersonName.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useForm } from '../form-context.ts';
import { jumpToField } from '../jump.ts';
import { NotesHere } from './NotesHere.tsx';
import { wordsOf } from './note-words.ts';
import classes from './notes.module.css';
import { useIsNotesOpen, useNotesPlace } from './notes-place.ts';
import { useThreads } from './notes-query.ts';

/** Before a jump, `onJump` lets a drawer close. */
export function NotesPanel({ onJump }: { onJump: (() => void) | undefined }) {
  const { t } = useTranslation(['notes', 'fields']);
  const form = useForm();
  const place = useNotesPlace();
  const isWholeOpen = useIsNotesOpen('');
  const open = (useThreads() ?? []).filter(({ resolvedAt }) => resolvedAt === null);
  const go = ({ field }: ThreadView) => {
    if (field !== null) {
      onJump?.();
      // The keyboard goes to the notes, which are what was asked for.
      jumpToField(form, field, null, { withFocus: false });
    }
    place.set(field ?? '');
  };
  return (
    <section className={classes.panel} aria-label={t('notes:title')}>
      <h2>
        {t('notes:title')} {open.length > 0 && <span className={classes.count}>{open.length}</span>}
      </h2>
      <ul>
        {open.map((thread) => {
          const last = thread.notes.at(-1);
          return (
            <li key={thread.id}>
              <button
                type="button"
                data-unseen={thread.notes.some(({ isUnseen }) => isUnseen) || undefined}
                onClick={() => go(thread)}
              >
                <span className={classes.panelPlace}>
                  {thread.field === null ? t('notes:whole') : t(`fields:label.${thread.field}`)}
                </span>
                <span className={classes.panelWords} dir="auto">
                  {wordsOf(thread.notes.find(({ isDeleted }) => !isDeleted)?.parts ?? [])}
                </span>
                {last && (
                  <span className={classes.soft}>
                    <PersonName name={last.personName} /> · <RelativeTime at={last.at} />
                    {thread.notes.some(({ isUnseen }) => isUnseen) &&
                      ` · ${t('notes:mentions-you')}`}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {isWholeOpen ? (
        <NotesHere field="" name={t('notes:whole')} />
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconMessagePlus size={17} stroke={1.75} />}
          onClick={() => place.set('')}
        >
          {t('notes:begin-whole')}
        </Button>
      )}
    </section>
  );
}
