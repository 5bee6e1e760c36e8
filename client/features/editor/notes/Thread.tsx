// One thread: its notes, an answer, and that it is settled.
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThreadView } from '../../../../shared/api/notes.ts';
import { api, unwrap } from '../../../api.ts';
import { useOpenDocument } from '../../../collab/hooks.ts';
import { PersonName } from '../../../ui/PersonName.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useReport } from '../../../ui/use-report.ts';
import { Note } from './Note.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { useNoteDrafts } from './note-drafts.ts';
import classes from './notes.module.css';
import { notesQuery } from './notes-query.ts';

/** A thread with what one can do to it. */
export function Thread({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation('notes');
  const { documentId } = useOpenDocument();
  const queryClient = useQueryClient();
  const report = useReport();
  const answer = `answer ${thread.id}`;
  const drafts = useNoteDrafts();
  const [isAnswering, setIsAnswering] = useState(() => drafts.get(answer) !== null);
  const isResolved = thread.resolvedAt !== null;
  const param = { id: documentId, threadId: thread.id };
  const settle = () =>
    report(
      unwrap(
        api.documents[':id'].notes[':threadId'].$patch({
          param,
          json: { isResolved: !isResolved },
        }),
      ).then(() => queryClient.invalidateQueries({ queryKey: notesQuery(documentId).queryKey })),
    );
  return (
    <article className={classes.thread} data-resolved={isResolved || undefined}>
      <ol>
        {thread.notes.map((note) => (
          <Note key={note.id} note={note} threadId={thread.id} />
        ))}
      </ol>
      {thread.resolvedAt !== null && (
        <p className={classes.soft}>
          {t('resolved-by')} <PersonName name={thread.resolvedBy} />{' '}
          <RelativeTime at={thread.resolvedAt} />
        </p>
      )}
      {isAnswering ? (
        <NoteComposer
          place={answer}
          label={t('answer-label')}
          button={t('answer')}
          isFocused
          onCancel={() => setIsAnswering(false)}
          send={async (note) => {
            await unwrap(api.documents[':id'].notes[':threadId'].$post({ param, json: note }));
            setIsAnswering(false);
          }}
        />
      ) : (
        <div className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} className={classes.mirrored} />}
            onClick={() => setIsAnswering(true)}
          >
            {t('answer')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={isResolved ? undefined : <IconCheck size={16} />}
            onClick={settle}
          >
            {isResolved ? t('reopen') : t('resolve')}
          </Button>
        </div>
      )}
    </article>
  );
}
