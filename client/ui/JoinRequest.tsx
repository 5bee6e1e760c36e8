// A team's request to write in another one's document: as those see it who answer, and as those who
// asked.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../shared/api/teams.ts';
import { api, unwrap } from '../api.ts';
import { useDocumentChange } from './use-document-change.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import classes from './WritingTeams.module.css';

interface JoinRequestProps {
  documentId: string;
  team: TeamView;
  /** The document's, where it is not plain which one is meant. */
  title?: string;
}

/** "Beta would like to write with you", with the two answers. */
export function JoinRequest({ documentId, team, title }: JoinRequestProps) {
  const { t } = useTranslation('lookup');
  const change = useDocumentChange(documentId);
  const answer = useMutation({
    mutationFn: (isAccepted: boolean) =>
      change(
        unwrap(
          api.documents[':id']['join-requests'][':teamId'].$post({
            param: { id: documentId, teamId: team.id },
            json: { isAccepted },
          }),
        ),
      ),
  });
  // Boards hear of it later: until this is gone.
  useKeptFocus(answer.isPending || answer.data === true);
  return (
    <div className={classes.request}>
      <p>
        <bdi>
          {title === undefined || title === ''
            ? t('others.asks', { team: team.name })
            : t('others.asks-in', { team: team.name, title })}
        </bdi>
      </p>
      <Button
        size="xs"
        loading={answer.isPending && answer.variables}
        aria-label={`${t('others.accept')}: ${team.name}`}
        onClick={() => answer.mutate(true)}
      >
        {t('others.accept')}
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={answer.isPending && !answer.variables}
        aria-label={`${t('others.decline')}: ${team.name}`}
        onClick={() => answer.mutate(false)}
      >
        {t('others.decline')}
      </Button>
    </div>
  );
}

interface OwnRequestProps {
  documentId: string;
  /** The one that asked. */
  team: TeamView;
  /** Where it is not plain which document is meant: its title, and whose it is. */
  where?: { title: string; owner: string };
}

/** "Beta has asked to write here", with the way back. */
export function OwnRequest({ documentId, team, where }: OwnRequestProps) {
  const { t } = useTranslation('lookup');
  const change = useDocumentChange(documentId);
  const takeBack = useMutation({
    mutationFn: () =>
      change(
        unwrap(
          api.teams[':teamId']['join-requests'][':documentId'].$delete({
            param: { teamId: team.id, documentId },
          }),
        ),
      ),
  });
  useKeptFocus(takeBack.isPending || takeBack.data === true);
  const asked = where?.title === '' ? 'others.asked-in-untitled' : 'others.asked-in';
  return (
    <div className={classes.own}>
      <p>
        <bdi>
          {where === undefined
            ? t('others.asked', { team: team.name })
            : t(asked, { team: team.name, ...where })}
        </bdi>
      </p>
      <Button
        size="xs"
        variant="default"
        loading={takeBack.isPending}
        onClick={() => takeBack.mutate()}
      >
        {t('alike.take-back')}
      </Button>
    </div>
  );
}
