// Where a record is from, who wrote it, and the means to check that nobody changed it since.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordView } from '../../../shared/api/catalogue.ts';
import { FIELDS } from '../../../shared/fields.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatMoment } from '../../ui/format.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import type { Names } from './names.ts';
import classes from './Provenance.module.css';

interface ProvenanceProps {
  record: RecordView;
  /** The newest revision's number. */
  newest: number;
  names: Names;
}

/** The record's colophon. */
export function Provenance({ record, newest, names }: ProvenanceProps) {
  const { t, i18n } = useTranslation('catalogue');
  const permalink = new URL(record.path, location.origin).href;
  const writers = record.contributors;
  return (
    <footer className={classes.provenance}>
      <h2>{t('provenance.title')}</h2>
      <dl className={classes.facts}>
        <div>
          <dt>{t('provenance.made-at')}</dt>
          <dd dir="auto">
            {record.hackathonName}
            {record.teamName !== null && ` · ${record.teamName}`}
          </dd>
        </div>
        <div>
          <dt>{t('provenance.revision', { number: record.revision })}</dt>
          <dd>
            <time dateTime={new Date(record.finalisedAt).toISOString()}>
              {formatMoment(record.finalisedAt, i18n.language)}
            </time>
          </dd>
        </div>
        <div className={classes.wide}>
          <dt>{t('provenance.permalink')}</dt>
          <dd className={classes.copyable}>
            <span>{permalink}</span>
            <CopyButton
              text={permalink}
              label={t('provenance.permalink')}
              size="compact-sm"
              variant="subtle"
            />
          </dd>
        </div>
        <div className={classes.wide}>
          <dt>{t('provenance.hash')}</dt>
          <dd>
            <code>{record.hash}</code>
          </dd>
        </div>
      </dl>
      {writers.length > 0 && (
        <section>
          <h3>{t('provenance.written-by')}</h3>
          <ul className={classes.writers}>
            {writers.map(({ name, fields }, index) => (
              // The order is the server's, and two people may share a name or have none any more.
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells them apart.
              <li key={index}>
                <strong>
                  <PersonName name={name} />
                </strong>
                <span>
                  {FIELDS[record.kind]
                    .filter((field) => fields.includes(field.name))
                    .map((field) => names.field(field.name))
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('provenance.revisions')}</h3>
        <ol className={classes.revisions} reversed start={newest}>
          {record.revisions.map(({ number, finalisedAt, hash }) => (
            <li key={number}>
              <Link
                to={number === newest ? record.path : `${record.path}?revision=${number}`}
                aria-current={number === record.revision ? 'true' : undefined}
              >
                {t('provenance.revision', { number })}
              </Link>
              <time dateTime={new Date(finalisedAt).toISOString()}>
                {formatMoment(finalisedAt, i18n.language)}
              </time>
              <code title={hash}>{hash.slice(0, 12)}</code>
            </li>
          ))}
        </ol>
      </section>
    </footer>
  );
}
