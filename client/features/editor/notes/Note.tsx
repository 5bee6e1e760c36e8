// One note: who said what, and for its writer the ways to say it otherwise or to take it back.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteView } from '../../../../shared/api/notes.ts';
import { api, unwrap } from '../../../api.ts';
import { useOpenDocument } from '../../../collab/hooks.ts';
import { useSession } from '../../../session.ts';
import { FormError } from '../../../ui/FormError.tsx';
import { NoteText } from '../../../ui/NoteText.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { PersonName } from '../../../ui/PersonName.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { NoteComposer } from './NoteComposer.tsx';
import { useNoteDrafts } from './note-drafts.ts';
import { wordsOf } from './note-words.ts';
import classes from './notes.module.css';
import { notesQuery } from './notes-query.ts';

/** A note in its thread. */
export function Note({ note, threadId }: { note: NoteView; threadId: string }) {
  const { t } = useTranslation('notes');
  const { person } = useSession();
  const edit = `edit ${note.id}`;
  const drafts = useNoteDrafts();
  const [isEditing, setIsEditing] = useState(() => drafts.get(edit) !== null);
  const { documentId } = useOpenDocument();
  const param = { id: documentId, threadId, noteId: note.id };
  const isMine = note.personId !== null && note.personId === person?.id && !note.isDeleted;
  return (
    <li className={classes.note} data-unseen={note.isUnseen || undefined}>
      <PersonAvatar name={note.personName} colour={note.colour || 'var(--line-strong)'} size={26} />
      <div>
        <p className={classes.noteHead}>
          <strong>
            <PersonName name={note.personName} />
          </strong>{' '}
          <span className={classes.soft}>
            <RelativeTime at={note.at} />
            {note.editedAt !== null && !note.isDeleted && ` · ${t('edited')}`}
            {note.isUnseen && ` · ${t('mentions-you')}`}
          </span>
        </p>
        {note.isDeleted ? (
          <p className={classes.soft}>{t('deleted')}</p>
        ) : isEditing ? (
          <NoteComposer
            place={edit}
            label={t('edit-label')}
            button={t('save')}
            initial={note.parts}
            isFocused
            onCancel={() => setIsEditing(false)}
            send={async (json) => {
              await unwrap(
                api.documents[':id'].notes[':threadId'][':noteId'].$patch({ param, json }),
              );
              setIsEditing(false);
            }}
          />
        ) : (
          <NoteText parts={note.parts} />
        )}
        {isMine && !isEditing && (
          <OwnNote param={param} words={wordsOf(note.parts)} onEdit={() => setIsEditing(true)} />
        )}
      </div>
    </li>
  );
}

interface OwnNoteProps {
  param: { id: string; threadId: string; noteId: string };
  words: string;
  onEdit(): void;
}

/** Taking it back is asked once more: nobody can bring it back. */
function OwnNote({ param, words, onEdit }: OwnNoteProps) {
  const { t } = useTranslation('notes');
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => unwrap(api.documents[':id'].notes[':threadId'][':noteId'].$delete({ param })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notesQuery(param.id).queryKey }),
  });
  if (!isAsking) {
    return (
      <div className={classes.own}>
        <button type="button" aria-label={`${t('edit')}: ${words}`} onClick={onEdit}>
          {t('edit')}
        </button>
        <button
          type="button"
          aria-label={`${t('delete')}: ${words}`}
          onClick={() => setIsAsking(true)}
        >
          {t('delete')}
        </button>
      </div>
    );
  }
  return (
    <div className={classes.actions} role="alert">
      <span>{t('delete-question')}</span>
      <Button
        size="compact-sm"
        color="red"
        variant="light"
        autoFocus
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {t('delete')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setIsAsking(false)}>
        {t('cancel')}
      </Button>
      <FormError error={remove.error} />
    </div>
  );
}
