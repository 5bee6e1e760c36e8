// What a facilitator can do for one team.
import { Button, Menu, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowsExchange,
  IconArrowsJoin,
  IconClockX,
  IconEyeShare,
  IconHandOff,
  IconPencil,
  IconWalk,
} from '@tabler/icons-react';
import { type FormEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { ActionsMenu } from '../../ui/ActionsMenu.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { serverNow } from '../../ui/server-clock.ts';
import { useReport } from '../../ui/use-report.ts';
import classes from './panel.module.css';

const EXTENSION_MS = 10 * 60_000;

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
  const { t, i18n } = useTranslation(['control-room', 'shell']);
  const report = useReport();
  const [name, setName] = useState<string | null>(null);
  const change = (json: {
    name?: string;
    handRaised?: boolean;
    onMyWay?: boolean;
    extendedUntil?: number | null;
  }) => report(unwrap(api.teams[':id'].$patch({ param: { id: team.id }, json })));
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (name !== null && (await change({ name: name.trim() }))) setName(null);
  };
  const extend = async () => {
    // Counted from now when the time is up already, or ten minutes would be none.
    const until = Math.max(deadlineAt, serverNow()) + EXTENSION_MS;
    if (!(await change({ extendedUntil: until }))) return;
    const id = `extended-${team.id}`;
    const undo = () => {
      notifications.hide(id);
      void change({ extendedUntil: team.extendedUntil });
    };
    notifications.show({
      id,
      color: 'green',
      autoClose: 12_000,
      closeButtonProps: { 'aria-label': t('shell:close') },
      message: (
        <span className={classes.row}>
          {t('teams.extended-note', {
            team: team.name,
            moment: formatMoment(until, i18n.language, hackathon.timeZone),
          })}
          <Button variant="default" size="compact-sm" onClick={undo}>
            {t('teams.undo')}
          </Button>
        </span>
      ),
    });
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
        <Button
          variant="default"
          size="xs"
          aria-label={t('teams.plus-ten-of', { team: team.name })}
          onClick={() => void extend()}
        >
          {t('teams.plus-ten')}
        </Button>
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
        <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => setName(team.name)}>
          {t('teams.rename')}
        </Menu.Item>
      </ActionsMenu>
      <Dialog isOpen={name !== null} onClose={() => setName(null)} title={t('teams.rename')}>
        <form className={classes.form} onSubmit={(event) => void rename(event)}>
          <TextInput
            label={t('teams.name')}
            size="md"
            maxLength={80}
            value={name ?? ''}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            withAsterisk={false}
            data-autofocus
          />
          <div className={classes.row}>
            <Button type="submit">{t('save')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
});
