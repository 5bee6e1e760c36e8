// Ten minutes more for a team in one press, which can be taken back for a while.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { formatMoment } from '../../ui/format.ts';
import { serverNow } from '../../ui/server-clock.ts';
import classes from './panel.module.css';

const EXTENSION_MS = 10 * 60_000;

/** Long enough to read what was done and to think again, ms. */
const UNDO_MS = 12_000;

interface TenMinutesMoreProps {
  team: TeamView;
  timeZone: string;
  /** When the team's time is up as things stand. */
  deadlineAt: number;
  /** Answers whether the server took it. */
  onExtend: (until: number | null) => Promise<boolean>;
}

/** The button; what it did is said beside the way back. */
export function TenMinutesMore({ team, timeZone, deadlineAt, onExtend }: TenMinutesMoreProps) {
  const { t, i18n } = useTranslation(['control-room', 'shell']);
  const extend = async () => {
    // Counted from now when the time is up already, or ten minutes would be none.
    const until = Math.max(deadlineAt, serverNow()) + EXTENSION_MS;
    if (!(await onExtend(until))) return;
    const id = `extended-${team.id}`;
    const undo = () => {
      notifications.hide(id);
      void onExtend(team.extendedUntil);
    };
    notifications.show({
      id,
      color: 'green',
      autoClose: UNDO_MS,
      closeButtonProps: { 'aria-label': t('shell:close') },
      message: (
        <span className={classes.row}>
          {t('teams.extended-note', {
            team: team.name,
            moment: formatMoment(until, i18n.language, timeZone),
          })}
          <Button variant="default" size="compact-sm" onClick={undo}>
            {t('teams.undo')}
          </Button>
        </span>
      ),
    });
  };
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={t('teams.plus-ten-of', { team: team.name })}
      onClick={() => void extend()}
    >
      {t('teams.plus-ten')}
    </Button>
  );
}
