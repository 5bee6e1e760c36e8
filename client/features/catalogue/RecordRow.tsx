// One record in the catalogue's list: what it is, in a line or two, and where it is from.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordSummary } from '../../../shared/api/catalogue.ts';
import { pickLanguage } from '../../../shared/projection.ts';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import classes from './CataloguePage.module.css';
import type { Names } from './names.ts';

/** Countries named in a row; the rest is a number. */
const COUNTRIES_SHOWN = 3;

/** The whole row leads to the record. */
export function RecordRow({ record, names }: { record: RecordSummary; names: Names }) {
  const { t, i18n } = useTranslation('catalogue');
  const KindIcon = KIND_ICONS[record.kind];
  const summary = pickLanguage(record.summary, [i18n.language]);
  const countries = record.countries
    .map(names.country)
    .sort(names.compare)
    .slice(0, COUNTRIES_SHOWN);
  const more = record.countries.length - countries.length;
  return (
    <li className={classes.row}>
      <KindIcon className={classes.icon} size={26} stroke={1.4} aria-hidden="true" />
      <div className={classes.words}>
        <h2 className={classes.name}>
          <Link to={record.path} dir="auto">
            {record.title}
          </Link>
        </h2>
        {summary !== null && (
          <p className={classes.summary} lang={summary.language} dir="auto">
            {summary.value as string}
          </p>
        )}
        <p className={classes.meta}>
          <span>{t(`shell:kind.${record.kind}`)}</span>
          {countries.length > 0 && (
            <span>
              {countries.join(', ')}
              {more > 0 && ` ${t('and-more', { count: more })}`}
            </span>
          )}
          {record.tags.length > 0 && <span>{record.tags.map(names.tag).join(', ')}</span>}
        </p>
      </div>
      <p className={classes.origin}>
        <span>{record.hackathonName}</span>
        {record.teamName !== null && <span dir="auto">{record.teamName}</span>}
      </p>
    </li>
  );
}
