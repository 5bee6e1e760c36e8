// What teams handed in: read it, finalise it, or give it back with a note.
import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconCornerUpLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { ApiError, api, unwrap } from '../../api.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './panel.module.css';

interface ReviewPanelProps {
  documents: readonly DocumentSummary[];
  teams: readonly TeamView[];
}

/** The queue, oldest edit first. */
export function ReviewPanel({ documents, teams }: ReviewPanelProps) {
  const { t } = useTranslation('control-room');
  const queue = documents.toSorted((a, b) => (a.lastEditedAt ?? 0) - (b.lastEditedAt ?? 0));
  if (queue.length === 0) {
    return <EmptyState title={t('review.none')}>{t('review.none-hint')}</EmptyState>;
  }
  return (
    <ul className={classes.list}>
      {queue.map((document) => (
        <ReviewItem
          key={document.id}
          document={document}
          teamName={teams.find(({ id }) => id === document.teamId)?.name ?? ''}
        />
      ))}
    </ul>
  );
}

function ReviewItem({ document, teamName }: { document: DocumentSummary; teamName: string }) {
  const { t } = useTranslation('control-room');
  const [note, setNote] = useState<string | null>(null);
  const finalise = useMutation({
    mutationFn: () =>
      unwrap(api.documents[':id'].finalise.$post({ param: { id: document.id }, json: {} })),
  });
  const giveBack = useMutation({
    mutationFn: async (text: string) => {
      await unwrap(
        api.documents[':id'].return.$post({ param: { id: document.id }, json: { note: text } }),
      );
      setNote(null);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note !== null && note.trim() !== '') giveBack.mutate(note.trim());
  };
  // Problems and duplicates are shown where they can be looked at: in the document.
  const { error } = finalise;
  const isForEditor =
    error instanceof ApiError && ['not_ready', 'possible_duplicate'].includes(error.code);
  return (
    <li className={classes.item}>
      <div className={classes.grow}>
        <KindBadge kind={document.kind} />
        <div>
          <Link to={`/documents/${document.id}`} className={classes.strong} dir="auto">
            {document.title === '' ? t('untitled') : document.title}
          </Link>
        </div>
        <div className={classes.soft}>
          <bdi>{teamName}</bdi>
          {document.lastEditedAt !== null && (
            <>
              {' · '}
              <RelativeTime at={document.lastEditedAt} />
            </>
          )}
        </div>
        {isForEditor ? (
          <p role="alert">
            {t(`review.${error.code}`)}{' '}
            <Link to={`/documents/${document.id}`}>{t('review.open')}</Link>
          </p>
        ) : (
          <FormError error={error} />
        )}
      </div>
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<IconCornerUpLeft size={18} />}
          onClick={() => setNote('')}
        >
          {t('review.return')}
        </Button>
        <Button
          leftSection={<IconCheck size={18} />}
          loading={finalise.isPending}
          onClick={() => finalise.mutate()}
        >
          {t('review.finalise')}
        </Button>
      </div>
      <Dialog isOpen={note !== null} onClose={() => setNote(null)} title={t('review.return')}>
        <form className={classes.form} onSubmit={submit}>
          <Textarea
            label={t('review.note')}
            description={t('review.note-hint')}
            autosize
            minRows={3}
            maxRows={10}
            maxLength={2000}
            value={note ?? ''}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          <FormError error={giveBack.error} />
          <div className={classes.row}>
            <Button type="submit" loading={giveBack.isPending} disabled={note?.trim() === ''}>
              {t('review.return')}
            </Button>
          </div>
        </form>
      </Dialog>
    </li>
  );
}
