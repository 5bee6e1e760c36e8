// What teams handed in, one after the other: read it, note what is missing at its fields, finalise it
// or give it back.
import { Button, Textarea } from '@mantine/core';
import {
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconCornerUpLeft,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import panel from './panel.module.css';
import { ReviewEntry } from './ReviewEntry.tsx';
import classes from './review.module.css';

interface ReviewPanelProps {
  documents: readonly DocumentSummary[];
  teams: readonly TeamView[];
}

/** The queue, oldest edit first. */
export function ReviewPanel({ documents, teams }: ReviewPanelProps) {
  const { t } = useTranslation('control-room');
  const [openId, setOpenId] = useState<string | null>(null);
  const queue = documents.toSorted((a, b) => (a.lastEditedAt ?? 0) - (b.lastEditedAt ?? 0));
  // One that was finalised or given back leaves the queue, and the next takes its place.
  const lastAt = useRef(0);
  const found = queue.findIndex(({ id }) => id === openId);
  const at = found >= 0 ? found : Math.min(lastAt.current, queue.length - 1);
  const document = queue[at];
  useEffect(() => {
    lastAt.current = Math.max(at, 0);
  }, [at]);
  const go = (step: number) => {
    const next = queue[at + step];
    if (next !== undefined) setOpenId(next.id);
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  if (document === undefined) {
    return <EmptyState title={t('review.none')}>{t('review.none-hint')}</EmptyState>;
  }
  return (
    <div className={classes.review}>
      <nav className={classes.bar} aria-label={t('tab.review')}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconChevronLeft size={18} />}
          disabled={at === 0}
          onClick={() => go(-1)}
        >
          {t('review.previous')}
        </Button>
        <span aria-live="polite">{t('review.of', { at: at + 1, count: queue.length })}</span>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronRight size={18} />}
          disabled={at === queue.length - 1}
          onClick={() => go(1)}
        >
          {t('review.next')}
        </Button>
        <span className={classes.keys}>{t('review.keys')}</span>
      </nav>
      <ReviewItem
        key={document.id}
        document={document}
        teamName={teams.find(({ id }) => id === document.teamId)?.name ?? ''}
      />
    </div>
  );
}

function ReviewItem({ document, teamName }: { document: DocumentSummary; teamName: string }) {
  const { t } = useTranslation('control-room');
  const [note, setNote] = useState('');
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const box = useRef<HTMLTextAreaElement>(null);
  const fieldNotes = Object.entries(notes).flatMap(([field, text]) =>
    text.trim() === '' ? [] : [{ field, text: text.trim() }],
  );
  const param = { id: document.id };
  const finalise = useMutation({
    mutationFn: () => unwrap(api.documents[':id'].finalise.$post({ param, json: {} })),
  });
  const giveBack = useMutation({
    mutationFn: () =>
      unwrap(
        api.documents[':id'].return.$post({
          param,
          json: { note: note.trim(), notes: fieldNotes },
        }),
      ),
  });
  useKeys({
    a: () => {
      if (!finalise.isPending) finalise.mutate();
    },
    r: () => box.current?.focus(),
  });
  // Problems and duplicates are shown where they can be looked at: in the document.
  const { error } = finalise;
  const isForEditor =
    error instanceof ApiError && ['not_ready', 'possible_duplicate'].includes(error.code);
  return (
    <article className={classes.item}>
      <div>
        <KindBadge kind={document.kind} />
        <h2 className={classes.title}>
          <Link to={`/documents/${document.id}`} dir="auto">
            {document.title === '' ? t('untitled') : document.title}
          </Link>
        </h2>
        <p className={panel.soft}>
          <bdi>{teamName}</bdi>
          {document.lastEditedAt !== null && (
            <>
              {' · '}
              <RelativeTime at={document.lastEditedAt} />
            </>
          )}
        </p>
        <ReviewEntry
          documentId={document.id}
          kind={document.kind}
          lastEditedAt={document.lastEditedAt}
          notes={notes}
          onNote={(field, text) => setNotes((before) => ({ ...before, [field]: text }))}
        />
      </div>
      <form
        className={classes.decision}
        onSubmit={(event) => {
          event.preventDefault();
          if (note.trim() !== '') giveBack.mutate();
        }}
      >
        <Button
          leftSection={<IconCheck size={18} />}
          loading={finalise.isPending}
          onClick={() => finalise.mutate()}
        >
          {t('review.finalise')}
        </Button>
        {isForEditor ? (
          <p role="alert">
            {t(`review.${error.code}`)}{' '}
            <Link to={`/documents/${document.id}`}>{t('review.open')}</Link>
          </p>
        ) : (
          <FormError error={error} />
        )}
        <Textarea
          ref={box}
          label={t('review.note')}
          description={t('review.note-hint')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {fieldNotes.length > 0 && (
          <p className={panel.soft}>{t('review.notes-sent', { count: fieldNotes.length })}</p>
        )}
        <FormError error={giveBack.error} />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconCornerUpLeft size={18} />}
          loading={giveBack.isPending}
          disabled={note.trim() === ''}
        >
          {t('review.return')}
        </Button>
      </form>
    </article>
  );
}

/** Single keys while nobody types; with a modifier they belong to the browser. */
function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, textarea, select, [role="dialog"]'))
        return;
      const action = latest.current[event.key.toLowerCase()];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
