// One entry of the catalogue, large: what it is, who made it, and where to read on.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotlightView } from '../../../shared/api/wall.ts';
import { QrCode } from '../QrCode.tsx';
import { joinAddress } from './join-address.ts';
import classes from './Scenes.module.css';
import { titleLength } from './title-length.ts';

/** Countries named; more are counted. */
const NAMED_COUNTRIES = 8;

/** The summary in the wall's language, or else in one it was written in. */
export function SpotlightScene({ entry }: { entry: SpotlightView }) {
  const { t, i18n } = useTranslation('wall');
  const names = useMemo(
    () => new Intl.DisplayNames(i18n.language, { type: 'region' }),
    [i18n.language],
  );
  const summary = entry.summary[i18n.language] ?? Object.values(entry.summary)[0];
  const named = entry.countries.slice(0, NAMED_COUNTRIES).map((code) => names.of(code) ?? code);
  const others = entry.countries.length - named.length;
  const kind = t(`kind.${entry.kind}`);
  const url = joinAddress(entry.url, location.origin);
  return (
    <div key={`${entry.recordId} ${entry.revision}`} className={classes.spotlight}>
      <div>
        <p className={classes.by}>
          <bdi>
            {entry.teamName === null ? kind : t('moment.by', { kind, team: entry.teamName })}
          </bdi>
        </p>
        <p className={classes.title} data-long={titleLength(entry.title, 40)} dir="auto">
          {entry.title}
        </p>
        {summary !== undefined && (
          <p className={classes.summary} dir="auto">
            {summary}
          </p>
        )}
        {named.length > 0 && (
          <p className={classes.countries}>
            {named.join(' · ')}
            {others > 0 && ` · ${t('spotlight.others', { count: others })}`}
          </p>
        )}
      </div>
      <div className={classes.qr}>
        <QrCode text={url} label={t('spotlight.qr', { title: entry.title })} />
        <p>{t('spotlight.read')}</p>
      </div>
    </div>
  );
}
