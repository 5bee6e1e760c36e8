// What a facilitator can do for one team.
import { Button, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconArrowsJoin,
  IconClockX,
  IconEyeShare,
  IconHandOff,
  IconPencil,
  IconWalk,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { ActionsMenu } from '../../ui/ActionsMenu.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useReport } from '../../ui/use-report.ts';

import { RenameForm } from './RenameForm.tsx';
import { TenMinutesMore } from './TenMinutesMore.tsx';

interface TeamActionsProps {
  team: TeamView;
  hackathon: HackathonView;
  hasOthers: boolean;
  /** When the team's time is up as things stand. */
  deadlineAt: number;
  /** Asked to show one of its documents to everybody. */
  onSpotlight: (teamId: string) => void;
}

/**
 * More time, another name, a lowered hand. The feed shows the result to everybody. Drawn again only
 * when the team itself changes: sixty of these would be a frame lost with every batch of edits.
 */
export const TeamActions = memo(function TeamActions({
  team,
  hackathon,
  hasOthers,
  deadlineAt,
  onSpotlight,
}: TeamActionsProps) {
  const { t } = useTranslation('control-room');
  const report = useReport();
  const [isNaming, setNaming] = useState(false);
  const change = (json: {
    name?: string;
    handRaised?: boolean;
    onMyWay?: boolean;
    extendedUntil?: number | null;
  }) => report(unwrap(api.teams[':id'].$patch({ param: { id: team.id }, json })));
  const rename = async (name: string) => {
    if (await change({ name })) setNaming(false);
  };
  return (
    <>
      {team.handRaisedAt !== null && (
        <Button
          variant="light"
          size="xs"
          aria-label={t(team.helper === null ? 'teams.on-my-way-to' : 'teams.help-done-of', {
            team: team.name,
          })}
          onClick={() =>
            void change(team.helper === null ? { onMyWay: true } : { handRaised: false })
          }
        >
          {t(team.helper === null ? 'teams.on-my-way' : 'teams.help-done')}
        </Button>
      )}
      {hackathon.state === 'open' && (
        <TenMinutesMore
          team={team}
          timeZone={hackathon.timeZone}
          deadlineAt={deadlineAt}
          onExtend={(extendedUntil) => change({ extendedUntil })}
        />
      )}
      <ActionsMenu label={t('teams.actions-of', { team: team.name })} width={250}>
        {team.extendedUntil !== null && (
          <Menu.Item
            leftSection={<IconClockX size={18} />}
            onClick={() => void change({ extendedUntil: null })}
          >
            {t('teams.unextend')}
          </Menu.Item>
        )}
        {team.helper !== null && (
          <Menu.Item
            leftSection={<IconWalk size={18} />}
            onClick={() => void change({ onMyWay: false })}
          >
            {t('teams.not-coming')}
          </Menu.Item>
        )}
        {team.handRaisedAt !== null && (
          <Menu.Item
            leftSection={<IconHandOff size={18} />}
            onClick={() => void change({ handRaised: false })}
          >
            {t('teams.lower-hand')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconEyeShare size={18} />} onClick={() => onSpotlight(team.id)}>
          {t('spotlight.menu')}
        </Menu.Item>
        {hasOthers && (
          <>
            <Menu.Item
              component={Link}
              to={`/hackathons/${hackathon.slug}/settings?tab=people&team=${team.id}`}
              leftSection={<IconArrowsExchange size={18} />}
            >
              {t('teams.move')}
            </Menu.Item>
            <Menu.Item
              component={Link}
              to={`/hackathons/${hackathon.slug}/settings?tab=people&merge=${team.id}`}
              leftSection={<IconArrowsJoin size={18} />}
            >
              {t('teams.merge')}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => setNaming(true)}>
          {t('teams.rename')}
        </Menu.Item>
      </ActionsMenu>
      <Dialog isOpen={isNaming} onClose={() => setNaming(false)} title={t('teams.rename')}>
        <RenameForm name={team.name} onRename={(name) => void rename(name)} />
      </Dialog>
    </>
  );
});
