// One person of a hackathon: who they are here, and what is done for them once it is chosen.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterEntryView, TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { PersonMenu, type PersonStep } from './PersonMenu.tsx';
import { peopleQuery } from './queries.ts';
import classes from './settings.module.css';

interface PersonRowProps {
  hackathonId: string;
  person: RosterEntryView;
  teams: readonly TeamView[];
  onReset: () => void;
}

/** A line of the list. */
export function PersonRow({ hackathonId, person, teams, onReset }: PersonRowProps) {
  const { t } = useTranslation('hackathon-settings');
  const { personId, name, colour, hasAccount, isFacilitator, lastSeenAt } = person;
  const report = useReport();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<PersonStep | null>(null);
  const own = person.teamIds.flatMap((id) => teams.find((team) => team.id === id) ?? []);
  const act = async (work: Promise<unknown>) => {
    if (await report(work)) setStep(null);
    await queryClient.invalidateQueries(peopleQuery(hackathonId));
  };
  const remove = (team: TeamView) =>
    act(
      unwrap(api.teams[':id'].members[':personId'].$delete({ param: { id: team.id, personId } })),
    );
  const move = (team: TeamView, toTeamId: string) =>
    act(
      unwrap(
        api.teams[':id'].members[':personId'].move.$post({
          param: { id: team.id, personId },
          json: { toTeamId },
        }),
      ),
    );
  const layDown = () =>
    act(
      unwrap(
        api.hackathons[':id'].facilitators[':personId'].$delete({
          param: { id: hackathonId, personId },
        }),
      ),
    );
  const forget = () => act(unwrap(api.people[':id'].$delete({ param: { id: personId } })));
  return (
    <li className={classes.item}>
      <PersonAvatar name={name} colour={colour} size={36} />
      <div className={classes.grow}>
        <bdi className={classes.strong}>{name}</bdi>
        <div className={classes.soft}>
          {isFacilitator && <span>{t('people.facilitator')}</span>}
          {own.map((team) => (
            <span key={team.id}>
              <bdi>{team.name}</bdi>
            </span>
          ))}
          <span>{t(hasAccount ? 'people.account' : 'people.guest')}</span>
          {lastSeenAt !== null && (
            <span>
              {t('people.last-seen')} <RelativeTime at={lastSeenAt} />
            </span>
          )}
        </div>
      </div>
      <PersonMenu
        person={person}
        own={own}
        canMove={teams.length > 1}
        onReset={onReset}
        onStep={setStep}
      />
      {step?.type === 'move' && (
        <MoveDialog
          name={name}
          from={step.team}
          teams={teams.filter(({ id }) => !person.teamIds.includes(id))}
          onMove={(toTeamId) => move(step.team, toTeamId)}
          onClose={() => setStep(null)}
        />
      )}
      {step?.type === 'remove' && (
        <AskDialog
          title={t('people.remove-title', { name, team: step.team.name })}
          confirm={t('people.remove')}
          onConfirm={() => remove(step.team)}
          onClose={() => setStep(null)}
        >
          {t('people.remove-hint')}
        </AskDialog>
      )}
      {step?.type === 'lay-down' && (
        <AskDialog
          title={t('people.lay-down-title', { name })}
          confirm={t('people.remove')}
          onConfirm={layDown}
          onClose={() => setStep(null)}
        >
          {t('people.lay-down-hint')}
        </AskDialog>
      )}
      {step?.type === 'forget' && (
        <AskDialog
          title={t('people.forget-title', { name })}
          confirm={t('people.forget-go')}
          onConfirm={forget}
          onClose={() => setStep(null)}
        >
          {t('people.forget-hint')}
        </AskDialog>
      )}
    </li>
  );
}
