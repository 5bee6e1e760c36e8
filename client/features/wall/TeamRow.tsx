// A team on the wall: how far its entries are, and how many of them are writing now.
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api.ts';
import { formatPercent } from '../../ui/format.ts';
import classes from './Panel.module.css';

/** One row; the bar is for the eye, the words beside it say the same. */
export function TeamRow({ team }: { team: WallView['teams'][number] }) {
  const { t, i18n } = useTranslation('wall');
  const { name, completeness, documents, finalised, writing } = team;
  return (
    <li className={classes.team}>
      <p className={classes.line}>
        <strong dir="auto">{name}</strong>
        <span className={classes.percent}>
          {documents > 0 && formatPercent(completeness, i18n.language)}
        </span>
      </p>
      <div className={classes.bar} aria-hidden="true">
        <div style={{ transform: `scaleX(${completeness})` }} />
      </div>
      <p className={classes.small}>
        <span>
          {documents === 0
            ? t('team.empty')
            : t('team.finished', { count: documents, finished: finalised })}
        </span>
        {writing > 0 && (
          <span className={classes.writing}>{t('team.writing', { count: writing })}</span>
        )}
      </p>
    </li>
  );
}
