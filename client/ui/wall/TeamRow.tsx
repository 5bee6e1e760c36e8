// A team on the wall: how far its entries are, and how many of them are writing now.
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { formatPercent } from '../format.ts';
import classes from './Panel.module.css';
import { isTallTeam } from './row-height.ts';

/** One row; the bar is for the eye, the words beside it say the same. */
export function TeamRow({ team }: { team: WallView['teams'][number] }) {
  const { t, i18n } = useTranslation('wall');
  const { name, completeness, documents, writing } = team;
  return (
    <li className={classes.team}>
      <strong dir="auto" data-long={isTallTeam(team) || undefined}>
        {name}
      </strong>
      <div className={classes.progress}>
        <div className={classes.bar} aria-hidden="true">
          <div style={{ transform: `scaleX(${completeness})` }} />
        </div>
        <span className={classes.percent}>
          {documents > 0 ? formatPercent(completeness, i18n.language) : '–'}
        </span>
        {writing > 0 && (
          <span className={classes.writing}>
            <IconPencil role="img" aria-label={t('team.writing', { count: writing })} />
            <span aria-hidden="true">{writing}</span>
          </span>
        )}
      </div>
    </li>
  );
}
