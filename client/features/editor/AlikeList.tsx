// Entries that may be the same, each with what one can do about it: open it, join those who write it,
// improve it or begin from it, say that it is another thing. Beside the form and before finalising.
import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateView } from '../../../shared/api/documents.ts';
import type { AlikeView } from '../../../shared/api/lookup.ts';
import { getField } from '../../../shared/fields.ts';
import { api, unwrap } from '../../api.ts';
import { useTitle } from '../../collab/hooks.ts';
import { AskToJoin } from '../../ui/AskToJoin.tsx';
import { EntryButton } from '../../ui/EntryButton.tsx';
import { ImproveEntry } from '../../ui/ImproveEntry.tsx';
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
  /** Hears that the document was adapted from one, and so is another thing. */
  onAdapted?(): void;
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

function AlikeEntry(props: AlikeEntryProps) {
  const { entry, documentId, askingTeamId, canTellApart = false, onAdapted } = props;
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
      <span className={classes.where}>
        {`${t(`alike.match.${match}`)} · ${where}`}
        {canTellApart && !isAsking && (
          <>
            {'\u2002'}
            <button type="button" className={classes.apart} onClick={() => setIsAsking(true)}>
              {t('alike.different')}
            </button>
          </>
        )}
      </span>
      <div className={classes.actions}>
        {type === 'document' && (
          <AskToJoin documentId={entry.id} teamId={askingTeamId} standing={entry.join ?? null} />
        )}
        {type === 'record' && (
          <RecordActions
            entry={entry}
            documentId={documentId}
            teamId={askingTeamId}
            onAdapted={onAdapted}
          />
        )}
      </div>
      {isAsking && (
        <TellApart documentId={documentId} id={entry.id} onClose={() => setIsAsking(false)} />
      )}
    </li>
  );
}

interface RecordActionsProps {
  entry: Alike;
  documentId: string;
  teamId: string;
  onAdapted: (() => void) | undefined;
}

/** What one can do with a published entry: improve it, or take it as the beginning of one's own. */
function RecordActions({ entry, documentId, teamId, onAdapted }: RecordActionsProps) {
  const { t } = useTranslation(['lookup', 'fields']);
  const queryClient = useQueryClient();
  const report = useReport();
  const title = useTitle();
  const adapt = useMutation({
    mutationFn: () =>
      unwrap(
        api.documents[':id'].adapt.$post({
          param: { id: documentId },
          json: { from: `record:${entry.id}` },
        }),
      ),
    onSuccess: ({ filled }) => {
      const fields = filled.map((name) => t(`fields:label.${name}`)).join(', ');
      notifications.show({
        message:
          filled.length === 0
            ? t('lookup:entry.noted', { title: entry.title })
            : t('lookup:entry.filled', { title: entry.title, fields }),
        autoClose: 8000,
      });
      onAdapted?.();
      return queryClient.invalidateQueries({ queryKey: ['alike', documentId] });
    },
  });
  return (
    <>
      <ImproveEntry
        recordId={entry.id}
        teamId={teamId}
        onLeave={() =>
          notifications.show({ message: t('lookup:entry.stays', { title }), autoClose: 8000 })
        }
      />
      {getField(entry.kind, 'adaptedFrom') !== null && (
        <EntryButton
          variant="subtle"
          isBusy={adapt.isPending}
          onPress={() => void report(adapt.mutateAsync())}
        >
          {t('lookup:entry.begin')}
        </EntryButton>
      )}
    </>
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
