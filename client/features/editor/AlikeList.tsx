// Entries that may be the same, each with what one can do about it: open it, join those who write it,
// say that it is another thing. Used beside the form and before finalising.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateView } from '../../../shared/api/documents.ts';
import type { AlikeView } from '../../../shared/api/lookup.ts';
import { api, unwrap } from '../../api.ts';
import { useReport } from '../../ui/use-report.ts';
import classes from './alike.module.css';

/** An entry as a refusal names it, or with how things stand now. */
type Alike = DuplicateView & Partial<Pick<AlikeView, 'join' | 'writing'>>;

interface AlikeListProps {
  alike: readonly Alike[];
  documentId: string;
  /** The team that would join another one's draft. */
  askingTeamId: string;
  /** Each can be called another thing by itself. */
  canTellApart?: boolean;
}

/** The list. */
export function AlikeList({ alike, ...rest }: AlikeListProps) {
  return (
    <ul className={classes.alike}>
      {alike.map((entry) => (
        <AlikeEntry key={entry.id} entry={entry} {...rest} />
      ))}
    </ul>
  );
}

type AlikeEntryProps = Omit<AlikeListProps, 'alike'> & { entry: Alike };

function AlikeEntry({ entry, documentId, askingTeamId, canTellApart = false }: AlikeEntryProps) {
  const { t } = useTranslation('lookup');
  const [isAsking, setIsAsking] = useState(false);
  const { title, path, teamName, match, type, writing = 0 } = entry;
  const team = teamName ?? '';
  const where =
    type === 'record'
      ? t('alike.in-catalogue')
      : t(writing > 0 ? 'alike.writing-now' : 'alike.began', { team });
  return (
    <li>
      <a href={path} target="_blank" rel="noreferrer" className={classes.title}>
        <bdi>{title}</bdi>
      </a>
      <span className={classes.where}>{`${t(`alike.match.${match}`)} · ${where}`}</span>
      <div className={classes.actions}>
        {type === 'document' && <Join entry={entry} askingTeamId={askingTeamId} />}
        {canTellApart && !isAsking && (
          <Button size="compact-sm" variant="subtle" onClick={() => setIsAsking(true)}>
            {t('alike.different')}
          </Button>
        )}
      </div>
      {isAsking && (
        <TellApart documentId={documentId} id={entry.id} onClose={() => setIsAsking(false)} />
      )}
    </li>
  );
}

function Join({ entry, askingTeamId }: { entry: Alike; askingTeamId: string }) {
  const { t } = useTranslation('lookup');
  const queryClient = useQueryClient();
  const report = useReport();
  const ask = useMutation({
    mutationFn: async () => {
      const answer = await unwrap(
        api.teams[':teamId']['join-requests'].$post({
          param: { teamId: askingTeamId },
          json: { documentId: entry.id },
        }),
      );
      await queryClient.invalidateQueries({ queryKey: ['alike'] });
      return answer;
    },
  });
  const outcome = ask.data?.outcome;
  const standing =
    outcome === 'joined' ? 'writes' : outcome === 'asked' ? 'asked' : (entry.join ?? 'may-ask');
  if (standing !== 'may-ask') {
    return (
      <span className={classes.standing} role="status">
        {t(`alike.standing.${standing}`)}
      </span>
    );
  }
  return (
    <Button
      size="compact-sm"
      variant="light"
      loading={ask.isPending}
      onClick={() => void report(ask.mutateAsync())}
    >
      {t('alike.join')}
    </Button>
  );
}

interface TellApartProps {
  documentId: string;
  id: string;
  onClose(): void;
}

function TellApart({ documentId, id, onClose }: TellApartProps) {
  const { t } = useTranslation('lookup');
  const queryClient = useQueryClient();
  const report = useReport();
  const [reason, setReason] = useState('');
  const remember = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.documents[':id']['not-the-same'].$post({
          param: { id: documentId },
          json: { ids: [id], reason: reason.trim() },
        }),
      );
      await queryClient.invalidateQueries({ queryKey: ['alike', documentId] });
    },
  });
  return (
    <form
      className={classes.reason}
      onSubmit={(event) => {
        event.preventDefault();
        void report(remember.mutateAsync());
      }}
    >
      <TextInput
        label={t('alike.reason')}
        description={t('alike.reason-hint')}
        maxLength={300}
        value={reason}
        // Asked for by the press before.
        autoFocus
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className={classes.actions}>
        <Button size="xs" type="submit" loading={remember.isPending} disabled={!reason.trim()}>
          {t('alike.remember')}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
