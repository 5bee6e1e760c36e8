// Which teams write in a document: whose it is, who is invited, who asks to come in. Inviting, taking
// that back, answering and leaving happen here, on the board and in the document alike.
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../shared/api/hackathons.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { can } from '../../shared/roles.ts';
import { api, unwrap } from '../api.ts';
import { toActor, useSession } from '../session.ts';
import { JoinRequest, OwnRequest } from './JoinRequest.tsx';
import { Leave, Uninvite } from './TeamGoes.tsx';
import { useDocumentChange } from './use-document-change.ts';
import classes from './WritingTeams.module.css';

interface WritingTeamsProps {
  documentId: string;
  hackathon: Pick<HackathonView, 'id' | 'state'>;
  owner: TeamView;
  invited: readonly TeamView[];
  asking: readonly TeamView[];
  canInvite: boolean;
}

/** The teams as a list; with the right to it, what changes the list. */
export function WritingTeams(props: WritingTeamsProps) {
  const { documentId, hackathon, owner, invited, asking, canInvite } = props;
  const { t } = useTranslation('lookup');
  const actor = toActor(useSession());
  const canStepBack = ({ id }: TeamView) =>
    can(actor, 'step-back', {
      type: 'team',
      id,
      hackathonId: hackathon.id,
      hackathonState: hackathon.state,
    });
  return (
    <div className={classes.teams}>
      {asking.map((team) => {
        if (canInvite) return <JoinRequest key={team.id} documentId={documentId} team={team} />;
        if (!canStepBack(team)) return null;
        return <OwnRequest key={team.id} documentId={documentId} team={team} />;
      })}
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
            {!canInvite && canStepBack(team) && <Leave documentId={documentId} team={team} />}
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

/** The button that was pressed is gone: the keyboard goes on in what stands in its place. */
function focusFirst(element: HTMLSelectElement | null): void {
  element?.focus();
}

function Invite({ documentId, hackathon, owner, invited }: WritingTeamsProps) {
  const { t, i18n } = useTranslation('lookup');
  const control = useId();
  const change = useDocumentChange(documentId);
  const [isOpen, setIsOpen] = useState(false);
  const { data: teams } = useQuery({
    queryKey: ['teams', hackathon.id],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].teams.$get({ param: { id: hackathon.id } }))).teams,
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
