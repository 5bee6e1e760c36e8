// An entry that has just entered the catalogue has the stage for a while: worth clapping for.
import { useTranslation } from 'react-i18next';
import type { LatestEntry } from './latest-entry.ts';
import classes from './Moment.module.css';
import { Sunrise } from './Sunrise.tsx';
import { titleLength } from './title-length.ts';

/** Covers the stage of the wall; the numbers above go on rolling. */
export function Moment({ entry }: { entry: LatestEntry }) {
  const { t } = useTranslation('wall');
  const kind = t(`kind.${entry.kind}`);
  return (
    <section className={classes.moment} aria-hidden="true">
      <Sunrise />
      <p className={classes.kicker}>{entry.revision > 1 ? t('moment.revised') : t('moment.new')}</p>
      <p className={classes.title} data-long={titleLength(entry.title, 48)} dir="auto">
        {entry.title}
      </p>
      <p className={classes.by} dir="auto">
        {entry.teamName === null ? kind : t('moment.by', { kind, team: entry.teamName })}
      </p>
    </section>
  );
}
