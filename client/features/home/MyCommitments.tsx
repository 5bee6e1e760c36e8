// The signatories of collective actions I speak for, as doors to what they promise.
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { partyName } from '../../../shared/party-name.ts';
import { commitmentsQuery } from '../../ui/commitments-query.ts';
import { useCountries } from '../../ui/countries.ts';
import classes from './home.module.css';

/** A row per signatory; nothing for most people, who speak for none. */
export function MyCommitments() {
  const { t, i18n } = useTranslation('home');
  const countries = useCountries();
  const title = useId();
  const { data: commitments = [] } = useQuery(commitmentsQuery(i18n.language));
  if (commitments.length === 0) return null;
  return (
    <section className={classes.mine} aria-labelledby={title}>
      <div>
        <h2 id={title}>{t('my-commitments')}</h2>
        <ul className={classes.rows}>
          {commitments.map((one) => (
            <li key={`${one.documentId} ${one.signatoryId}`}>
              <Link to="/commitments" className={classes.row}>
                <span className={classes.rowWords}>
                  <span className={classes.name}>
                    <bdi>{partyName(one, countries.name)}</bdi>
                  </span>
                  <span className={classes.soft}>
                    <bdi>{one.title}</bdi>
                  </span>
                </span>
                <span className={classes.when}>
                  {t(one.isConfirmed ? 'commitment-confirmed' : 'commitment-open')}
                </span>
                <IconArrowRight size={20} aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
