// Who signed a collective action: the tally, governments by country, other parties, commitments.
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../shared/api/catalogue.ts';
import { SIGNATORY_KINDS } from '../../../shared/fields.ts';
import { type Signatory, tally } from '../../../shared/projection.ts';
import type { Names } from './names.ts';
import classes from './Signatories.module.css';

/** The tally is counted from the list below it, never typed. */
export function Signatories({ record, names }: { record: RecordView; names: Names }) {
  const { t, i18n } = useTranslation(['catalogue', 'fields']);
  const signatories = (record.fields.signatories ?? []) as readonly Signatory[];
  const { countries, parties, commitments } = tally(signatories);
  const others = SIGNATORY_KINDS.filter((kind) => kind !== 'government');
  const organisations = others.reduce((sum, kind) => sum + (parties[kind] ?? 0), 0);
  const number = new Intl.NumberFormat(i18n.language);
  const nameOf = ({ organisation, country }: Signatory) =>
    organisation !== '' ? organisation : country === null ? '' : names.country(country);
  const sorted = (kind: Signatory['kind']) =>
    signatories
      .filter((one) => one.kind === kind)
      .sort((first, second) => names.compare(nameOf(first), nameOf(second)));

  return (
    <section className={classes.section}>
      <h2>{t('fields:label.signatories')}</h2>
      <ul className={classes.tally}>
        <li>
          <strong>{number.format(countries)}</strong> {t('tally.countries', { count: countries })}
        </li>
        <li>
          <strong>{number.format(organisations)}</strong>{' '}
          {t('tally.organisations', { count: organisations })}
        </li>
        {commitments > 0 && (
          <li>
            <strong>{number.format(commitments)}</strong>{' '}
            {t('tally.commitments', { count: commitments })}
          </li>
        )}
      </ul>
      {SIGNATORY_KINDS.map((kind) => {
        const parties = sorted(kind);
        if (parties.length === 0) return null;
        return (
          <div key={kind} className={classes.kind}>
            <h3>
              {t(`signatories.${kind}`)} <span>{number.format(parties.length)}</span>
            </h3>
            <ul className={classes.parties}>
              {parties.map((one) => (
                <li key={one.id} data-has-commitment={one.commitment !== '' || undefined}>
                  <span dir="auto">{nameOf(one)}</span>
                  {one.organisation !== '' && one.country !== null && (
                    <span className={classes.country}>{names.country(one.country)}</span>
                  )}
                  {!one.confirmed && <span className={classes.country}>{t('unconfirmed')}</span>}
                  {one.commitment !== '' && <blockquote dir="auto">{one.commitment}</blockquote>}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
