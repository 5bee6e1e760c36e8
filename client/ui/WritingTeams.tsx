// Which teams write in a document: whose it is, who is invited, who asks to come in. Inviting, taking
// an invitation back and answering happen here, on the board and in the document alike.
import { Button, CloseButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../shared/api/documents.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { api, unwrap } from '../api.ts';
import { useReport } from './use-report.ts';
import classes from './WritingTeams.module.css';

// It weighs more than the screens this stands on, and most visits need none.
const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }));

interface WritingTeamsProps {
  documentId: string;
  hackathonId: string;
  owner: TeamView;
  invited: readonly TeamView[];
  asking: readonly TeamView[];
  canInvite: boolean;
}

/** The teams as a list; with the right to it, what changes the list. */
export function WritingTeams(props: WritingTeamsProps) {
  const { documentId, owner, invited, asking, canInvite } = props;
  const { t } = useTranslation('lookup');
  return (
    <div className={classes.teams}>
      {canInvite &&
        asking.map((team) => <JoinRequest key={team.id} documentId={documentId} team={team} />)}
      <ul>
        <li>
          <TeamName team={owner} />
          <span className={classes.soft}>{t('others.owner')}</span>
        </li>
        {invited.map((team) => (
          <li key={team.id}>
            <TeamName team={team} />
            <span className={classes.soft}>{t('others.invited')}</span>
            {canInvite && <Uninvite documentId={documentId} team={team} />}
          </li>
        ))}
      </ul>
      {canInvite && <Invite {...props} />}
    </div>
  );
}

function TeamName({ team: { name, colour } }: { team: TeamView }) {
  return (
    <span className={classes.name}>
      <span className={classes.dot} style={{ background: colour }} aria-hidden="true" />
      <bdi>{name}</bdi>
    </span>
  );
}

/** Keeps what both screens know of the document as the server answered it. */
function useDocumentChange(documentId: string) {
  const queryClient = useQueryClient();
  const report = useReport();
  return (request: Promise<DocumentView>) =>
    report(request.then((view) => queryClient.setQueryData(['document', documentId], view)));
}

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

function Uninvite({ documentId, team }: { documentId: string; team: TeamView }) {
  const { t } = useTranslation('lookup');
  const [isOpen, setIsOpen] = useState(false);
  const change = useDocumentChange(documentId);
  const remove = useMutation({
    mutationFn: () =>
      change(
        unwrap(
          api.documents[':id'].invitations[':teamId'].$delete({
            param: { id: documentId, teamId: team.id },
          }),
        ),
      ),
    onSuccess: () => setIsOpen(false),
  });
  return (
    <>
      <CloseButton
        size={36}
        iconSize={16}
        aria-label={t('others.remove', { team: team.name })}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <Dialog isOpen title={t('others.removed-title')} onClose={() => setIsOpen(false)}>
            <p className={classes.question}>{t('others.removed-text', { team: team.name })}</p>
            <div className={classes.answers}>
              <Button variant="default" onClick={() => setIsOpen(false)}>
                {t('cancel')}
              </Button>
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('others.removed-do')}
              </Button>
            </div>
          </Dialog>
        </Suspense>
      )}
    </>
  );
}

/** The button that was pressed is gone: the keyboard goes on in what stands in its place. */
function focusFirst(element: HTMLSelectElement | null): void {
  element?.focus();
}

function Invite({ documentId, hackathonId, owner, invited }: WritingTeamsProps) {
  const { t, i18n } = useTranslation('lookup');
  const control = useId();
  const change = useDocumentChange(documentId);
  const [isOpen, setIsOpen] = useState(false);
  const { data: teams } = useQuery({
    queryKey: ['teams', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].teams.$get({ param: { id: hackathonId } }))).teams,
    enabled: isOpen,
  });
  const invite = useMutation({
    mutationFn: (teamId: string) =>
      change(
        unwrap(
          api.documents[':id'].invitations.$post({ param: { id: documentId }, json: { teamId } }),
        ),
      ),
    onSuccess: () => setIsOpen(false),
  });
  if (!isOpen) {
    return (
      <Button size="compact-sm" variant="subtle" onClick={() => setIsOpen(true)}>
        {t('others.invite')}
      </Button>
    );
  }
  const inside = new Set([owner.id, ...invited.map(({ id }) => id)]);
  const { compare } = new Intl.Collator(i18n.language, { numeric: true });
  const others = (teams ?? [])
    .filter(({ id }) => !inside.has(id))
    .toSorted((first, second) => compare(first.name, second.name));
  return (
    <>
      <label htmlFor={control} className={classes.soft}>
        {t('others.invite')}
      </label>
      {teams !== undefined && others.length === 0 && (
        <p className={classes.soft}>{t('others.no-teams')}</p>
      )}
      {others.length > 0 && (
        <select
          id={control}
          className={classes.select}
          ref={focusFirst}
          disabled={invite.isPending}
          value=""
          onChange={({ currentTarget }) => invite.mutate(currentTarget.value)}
        >
          <option value="">{t('others.choose')}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
