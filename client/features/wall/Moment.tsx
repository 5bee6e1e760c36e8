// An entry that has just entered the catalogue has the stage for a while: worth clapping for.
import { useTranslation } from 'react-i18next';
import classes from './Moment.module.css';
import type { LatestEntry } from './wall-line.ts';

/** Covers the stage of the wall; the numbers above go on rolling. */
export function Moment({ entry }: { entry: LatestEntry }) {
  const { t } = useTranslation('wall');
  const kind = t(`kind.${entry.kind}`);
  return (
    <section className={classes.moment} aria-hidden="true">
      <svg
        className={classes.sunrise}
        viewBox="0 0 1440 320"
        preserveAspectRatio="xMidYMax slice"
        aria-hidden="true"
      >
        <circle className={classes.sun} cx="1150" cy="190" r="120" />
        <path
          className={classes.far}
          d="M0 270 150 215l90 40 170-92 96 60 84-38 130 80 120-62 100 48 140-106 120 88 90-44 150 84v50H0Z"
        />
        <path
          className={classes.near}
          d="M0 300 200 262l180 30 220-44 210 40 190-34 220 38 220-28v60H0Z"
        />
      </svg>
      <p className={classes.kicker}>{entry.revision > 1 ? t('moment.revised') : t('moment.new')}</p>
      <p className={classes.title} data-long={entry.title.length > 48 || undefined} dir="auto">
        {entry.title}
      </p>
      <p className={classes.by} dir="auto">
        {entry.teamName === null ? kind : t('moment.by', { kind, team: entry.teamName })}
      </p>
    </section>
  );
}
