// Where a note is written: a text, and people found by typing @.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MentionablePerson, NotePart } from '../../../../shared/api/notes.ts';
import { countGraphemes } from '../../../../shared/graphemes.ts';
import { MAX_NOTE_GRAPHEMES } from '../../../../shared/note-rules.ts';
import type { BegunNote } from '../../../collab/begun-notes.ts';
import { useOpenDocument } from '../../../collab/hooks.ts';
import { FormError } from '../../../ui/FormError.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { findPeople, mentionAt, mentionedIn } from './mention-at.ts';
import { useNoteDrafts } from './note-drafts.ts';
import { wordsOf } from './note-words.ts';
import classes from './notes.module.css';
import { mentionableQuery, notesQuery } from './notes-query.ts';

/** From here on the writer is told how much room is left. */
const WARN_GRAPHEMES = MAX_NOTE_GRAPHEMES - 200;

interface NoteComposerProps {
  /** Under which what is not sent yet is kept. */
  place: string;
  /** What a screen reader calls the text. */
  label: string;
  button: string;
  /** What a note says already that is written anew. */
  initial?: readonly NotePart[];
  isFocused?: boolean;
  send(note: { text: string; mentions: string[] }): Promise<unknown>;
  onCancel?(): void;
}

/** A text that keeps what was written until it arrived. */
export function NoteComposer({
  place,
  label,
  button,
  initial = [],
  isFocused,
  send,
  onCancel,
}: NoteComposerProps) {
  const { t } = useTranslation('notes');
  const { documentId } = useOpenDocument();
  const queryClient = useQueryClient();
  const listId = useId();
  const element = useRef<HTMLTextAreaElement>(null);
  const drafts = useNoteDrafts();
  const [{ text, picked }, setDraft] = useState(
    (): BegunNote =>
      drafts.get(place) ?? {
        text: wordsOf(initial),
        picked: new Set(initial.flatMap((part) => ('personId' in part ? part.personId : []))),
      },
  );
  const [caret, setCaret] = useState(0);
  const [isHidden, setIsHidden] = useState(false);
  const [highlighted, setHighlighted] = useState(0);
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { data: people = [] } = useQuery({
    ...mentionableQuery(documentId),
    enabled: text.includes('@'),
  });
  const begun = isHidden ? null : mentionAt(text, caret);
  const found = begun === null ? [] : findPeople(people, begun.words);
  const active = found[Math.min(highlighted, found.length - 1)];
  const left = text.length < WARN_GRAPHEMES ? null : MAX_NOTE_GRAPHEMES - countGraphemes(text);

  useEffect(() => {
    if (isFocused) element.current?.focus({ preventScroll: true });
  }, [isFocused]);

  const write = (draft: BegunNote) => {
    setDraft(draft);
    if (draft.text.trim() === '') drafts.delete(place);
    else drafts.set(place, draft);
  };

  const pick = (person: MentionablePerson) => {
    const { current } = element;
    if (begun === null || current === null) return;
    current.setRangeText(`@${person.name} `, begun.from, caret, 'end');
    write({ text: current.value, picked: new Set([...picked, person.personId]) });
    setCaret(current.selectionStart);
    current.focus();
  };

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isSending || text.trim() === '' || (left ?? 0) < 0) return;
    setIsSending(true);
    setError(null);
    try {
      await send({ text: text.trim(), mentions: mentionedIn(text, people, picked) });
      write({ text: '', picked: new Set() });
      await queryClient.invalidateQueries({ queryKey: notesQuery(documentId).queryKey });
    } catch (failure) {
      setError(failure);
    } finally {
      setIsSending(false);
    }
  };

  return (
    <form className={classes.composer} onSubmit={submit}>
      <div className={classes.writing}>
        <textarea
          ref={element}
          className={classes.text}
          aria-label={label}
          placeholder={t('placeholder')}
          dir="auto"
          rows={2}
          value={text}
          aria-autocomplete="list"
          aria-controls={found.length > 0 ? listId : undefined}
          aria-activedescendant={active && `${listId}-${active.personId}`}
          onChange={({ target }) => {
            write({ text: target.value, picked });
            setCaret(target.selectionStart);
            setIsHidden(false);
            setHighlighted(0);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void submit();
              return;
            }
            if (active === undefined) return;
            if (event.key === 'Enter' || event.key === 'Tab') pick(active);
            else if (event.key === 'Escape') setIsHidden(true);
            else if (event.key === 'ArrowDown') setHighlighted((highlighted + 1) % found.length);
            else if (event.key === 'ArrowUp') {
              setHighlighted((highlighted + found.length - 1) % found.length);
            } else return;
            event.preventDefault();
          }}
        />
        {found.length > 0 && (
          <div id={listId} role="listbox" className={classes.people} aria-label={t('people')}>
            {found.map((person) => (
              // The keyboard stays in the text and moves through the list from there.
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: see above.
              <div
                key={person.personId}
                id={`${listId}-${person.personId}`}
                role="option"
                aria-selected={person === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(person)}
              >
                <PersonAvatar name={person.name} colour={person.colour} size={24} />
                <bdi>{person.name}</bdi>
              </div>
            ))}
          </div>
        )}
      </div>
      <FormError error={error} />
      <div className={classes.actions}>
        <Button
          type="submit"
          size="xs"
          loading={isSending}
          disabled={text.trim() === '' || (left ?? 0) < 0}
        >
          {button}
        </Button>
        {onCancel && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              drafts.delete(place);
              onCancel();
            }}
          >
            {t('cancel')}
          </Button>
        )}
        {left !== null && (
          <span className={left < 0 ? classes.over : classes.soft} role="status">
            {left < 0 ? t('over', { count: -left }) : t('left', { count: left })}
          </span>
        )}
      </div>
    </form>
  );
}
