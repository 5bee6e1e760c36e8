// The notes at one place: its threads, and a line to begin another.
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThreadView } from '../../../../shared/api/notes.ts';
import { api, unwrap } from '../../../api.ts';
import { useOpenDocument } from '../../../collab/hooks.ts';
import { NoteComposer } from './NoteComposer.tsx';
import classes from './notes.module.css';
import { useNotesPlace } from './notes-place.ts';
import { useThreads } from './notes-query.ts';
import { Thread } from './Thread.tsx';

/** `field` is `''` for the document as a whole; `name` is what the place is called. */
export default function FieldNotes({ field, name }: { field: string; name: string }) {
  const { t } = useTranslation('notes');
  const { documentId } = useOpenDocument();
  const place = useNotesPlace();
  const at = field === '' ? null : field;
  const threads = (useThreads() ?? []).filter((thread) => thread.field === at);
  const open = threads.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = threads.filter(({ resolvedAt }) => resolvedAt !== null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
    if (!section.current?.contains(document.activeElement)) {
      section.current?.focus({ preventScroll: true });
    }
  }, []);
  useSeen(threads);
  return (
    <section
      ref={section}
      className={classes.here}
      tabIndex={-1}
      data-own-undo
      aria-label={t('of', { field: name })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) place.set(null);
      }}
    >
      <div className={classes.hereHead}>
        {/* No heading: notes stand below the title of the page and in any section of it. */}
        <strong>{t('title')}</strong>
        <button
          type="button"
          className={classes.close}
          aria-label={t('close')}
          onClick={() => place.set(null)}
        >
          <IconX size={18} aria-hidden="true" />
        </button>
      </div>
      {open.map((thread) => (
        <Thread key={thread.id} thread={thread} />
      ))}
      <NoteComposer
        place={`at ${field}`}
        label={t('begin', { field: name })}
        button={t('send')}
        isFocused={threads.length === 0}
        send={(note) =>
          unwrap(
            api.documents[':id'].notes.$post({
              param: { id: documentId },
              json: { field: at, ...note },
            }),
          )
        }
      />
      {resolved.length > 0 && (
        <details className={classes.resolved}>
          <summary>{t('resolved', { count: resolved.length })}</summary>
          {resolved.map((thread) => (
            <Thread key={thread.id} thread={thread} />
          ))}
        </details>
      )}
    </section>
  );
}

/** Says of every thread shown here that I saw where it mentions me. */
function useSeen(threads: readonly ThreadView[]): void {
  const { documentId } = useOpenDocument();
  const unseen = threads
    .filter(({ notes }) => notes.some(({ isUnseen }) => isUnseen))
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    // An open tab that nobody looks at has shown nothing to anybody.
    const tell = () => {
      if (unseen === '' || document.visibilityState !== 'visible') return;
      for (const threadId of unseen.split(' ')) {
        unwrap(
          api.documents[':id'].notes[':threadId'].seen.$post({
            param: { id: documentId, threadId },
          }),
        ).catch((error: unknown) => {
          // It stays marked, and is said again when it is shown the next time.
          console.warn(`A mention could not be marked as seen: ${String(error)}`);
        });
      }
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [documentId, unseen]);
}
