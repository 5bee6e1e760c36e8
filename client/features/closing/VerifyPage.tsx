// Whether a receipt of participation is genuine, for whoever scanned its code.
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ApiError } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './closing.module.css';
import { verifyQuery } from './queries.ts';

/** `/receipts/:hackathonId/:personId/:issuedAt/:hash`. */
export function VerifyPage() {
  const { t } = useTranslation('closing');
  const { hackathonId = '', personId = '', issuedAt = '', hash = '' } = useParams();
  const { data, error } = useQuery(verifyQuery({ hackathonId, personId, issuedAt, hash }));
  if (error !== null && !isRefusal(error)) {
    return (
      <Page width="narrow">
        <FormError error={error} />
      </Page>
    );
  }
  if (data === undefined && error === null) return <Loading />;
  const isGenuine = data !== undefined;
  return (
    <Page width="narrow">
      <PageHeader
        title={isGenuine ? t('verify.genuine') : t('verify.unknown')}
        eyebrow={
          isGenuine ? (
            <IconCircleCheck className={classes.good} size={44} aria-hidden="true" />
          ) : (
            <IconCircleX className={classes.bad} size={44} aria-hidden="true" />
          )
        }
      />
      <p className={classes.words}>
        {isGenuine
          ? t('verify.words', {
              name: data.name,
              hackathon: data.hackathonName,
              count: data.entries,
            })
          : t('verify.unknown-words')}
      </p>
    </Page>
  );
}

/** The server knows no such receipt, or the address is none. */
function isRefusal(error: Error): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 422);
}
