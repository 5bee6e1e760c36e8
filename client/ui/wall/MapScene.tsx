// The world on the whole wall, lighting up.
import { useTranslation } from 'react-i18next';
import { RollingNumber } from './RollingNumber.tsx';
import classes from './Scenes.module.css';
import { WorldMap } from './WorldMap.tsx';
import { Zoom } from './Zoom.tsx';

/** The map, and how many countries it shows. */
export function MapScene({ countries }: { countries: readonly string[] }) {
  const { t } = useTranslation('wall');
  return (
    <div className={classes.map}>
      <p className={classes.count}>
        <span className={classes.value}>
          <RollingNumber value={countries.length} />
        </span>
        <span className={classes.name}>{t('figures.country', { count: countries.length })}</span>
      </p>
      <Zoom by={2}>
        <WorldMap countries={countries} />
      </Zoom>
    </div>
  );
}
