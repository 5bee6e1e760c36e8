// One person of a hackathon: who they are here, and a menu of what can be done.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconDots,
  IconKey,
  IconUserMinus,
  IconUserShield,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterEntryView, TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import { AskDialog } from './AskDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { peopleQuery } from './queries.ts';
import classes from './settings.module.css';

interface PersonRowProps {
  hackathonId: string;
  person: RosterEntryView;
  teams: readonly TeamView[];
  onReset: () => void;
}

type Step =
  | { readonly type: 'move' | 'remove'; readonly team: TeamView }
  | { readonly type: 'lay-down' };

/** A line of the list. */
export function PersonRow({ hackathonId, person, teams, onReset }: PersonRowProps) {
  const { t } = useTranslation('hackathon-settings');
  const { personId, name, colour, hasAccount, isFacilitator, canReset, lastSeenAt } = person;
  const report = useReport();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const own = person.teamIds.flatMap((id) => teams.find((team) => team.id === id) ?? []);
  const hasActions = own.length > 0 || isFacilitator || canReset;
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
  return (
    <li className={classes.item}>
      <PersonAvatar name={name} colour={colour} size={36} />
      <div className={classes.grow}>
        <bdi className={classes.strong}>{name}</bdi>
        <div className={classes.soft}>
          {isFacilitator && <span>{t('people.facilitator')}</span>}
          {own.map((team) => (
            <bdi key={team.id}>{team.name}</bdi>
          ))}
          <span>{t(hasAccount ? 'people.account' : 'people.guest')}</span>
          {lastSeenAt !== null && (
            <span>
              {t('people.last-seen')} <RelativeTime at={lastSeenAt} />
            </span>
          )}
        </div>
      </div>
      {hasActions && (
        <Menu position="bottom-end" width={300}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              aria-label={t('people.actions', { name })}
            >
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {canReset && (
              <Menu.Item leftSection={<IconKey size={18} />} onClick={onReset}>
                {t('people.new-password')}
              </Menu.Item>
            )}
            {own.map((team) => (
              <div key={team.id}>
                {teams.length > 1 && (
                  <Menu.Item
                    leftSection={<IconArrowsExchange size={18} />}
                    onClick={() => setStep({ type: 'move', team })}
                  >
                    {t('people.move-from', { team: team.name })}
                  </Menu.Item>
                )}
                <Menu.Item
                  leftSection={<IconUserMinus size={18} />}
                  onClick={() => setStep({ type: 'remove', team })}
                >
                  {t('people.remove-from', { team: team.name })}
                </Menu.Item>
              </div>
            ))}
            {isFacilitator && (
              <Menu.Item
                leftSection={<IconUserShield size={18} />}
                onClick={() => setStep({ type: 'lay-down' })}
              >
                {t('people.lay-down')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
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
    </li>
  );
}
