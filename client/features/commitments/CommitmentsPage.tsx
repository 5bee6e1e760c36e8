// What I speak for: each commitment as it reads now, and the button that confirms these words.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session.ts';
import { commitmentsQuery } from '../../ui/commitments-query.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { Commitment } from './Commitment.tsx';
import classes from './commitments.module.css';

/** `/commitments`. */
export function CommitmentsPage() {
  const { person } = useSession();
  if (person === null) return <SignInFirst />;
  return <Commitments hasAccount={person.hasAccount} />;
}

function Commitments({ hasAccount }: { hasAccount: boolean }) {
  const { t, i18n } = useTranslation('commitments');
  const { data: commitments } = useSuspenseQuery(commitmentsQuery(i18n.language));
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} lead={commitments.length === 0 ? undefined : t('lead')} />
      {commitments.length === 0 ? (
        <EmptyState title={t('none')}>{t('none-hint')}</EmptyState>
      ) : (
        <div className={classes.list}>
          {commitments.map((one) => (
            <Commitment key={`${one.documentId} ${one.signatoryId}`} commitment={one} />
          ))}
        </div>
      )}
      {!hasAccount && commitments.length > 0 && (
        <p className={classes.soft}>
          {t('guest')} <Link to="/me">{t('make-account')}</Link>
        </p>
      )}
    </Page>
  );
}
