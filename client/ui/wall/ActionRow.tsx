// A collective action on the wall, with its live tally.
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import classes from './Panel.module.css';
import { RollingNumber } from './RollingNumber.tsx';
import { isTallAction } from './row-height.ts';

/** One row: what it is, and who has joined. */
export function ActionRow({ action }: { action: WallView['collectiveActions'][number] }) {
  const { t } = useTranslation('wall');
  const { number, title, countries, organisations, isFinalised } = action;
  return (
    <li className={classes.action}>
      <p className={classes.number}>
        {number}
        {isFinalised && (
          <IconCircleCheckFilled
            className={classes.finalised}
            aria-label={t('action.finalised')}
            role="img"
          />
        )}
      </p>
      <p className={classes.name} data-long={isTallAction(action) || undefined} dir="auto">
        {title === '' ? <span className={classes.untitled}>{t('action.untitled')}</span> : title}
      </p>
      <p className={classes.tally}>
        <RollingNumber value={countries} />
        <span>{t('action.countries', { count: countries })}</span>
      </p>
      <p className={classes.tally}>
        <RollingNumber value={organisations} />
        <span>{t('action.organisations', { count: organisations })}</span>
      </p>
    </li>
  );
}
