// Receipts of participation to print: my own, or everybody's for a facilitator.
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { ReceiptView } from '../../../shared/api/closing.ts';
import { useSession } from '../../session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { allReceiptsQuery, ownReceiptsQuery } from './queries.ts';
import { ReceiptSheet } from './ReceiptSheet.tsx';
import classes from './Receipts.module.css';

/** `/me/receipts`. */
export function OwnReceiptsPage() {
  const { person } = useSession();
  if (person === null) return <SignInFirst />;
  return <OwnReceipts />;
}

function OwnReceipts() {
  const { data } = useSuspenseQuery(ownReceiptsQuery);
  const { t } = useTranslation('closing');
  return <Receipts receipts={data} lead={t('receipt.own-lead')} />;
}

/** `/hackathons/:slug/receipts`. */
export function AllReceiptsPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <AllReceipts slug={slug} />;
}

function AllReceipts({ slug }: { slug: string }) {
  const { t } = useTranslation('closing');
  const { data } = useSuspenseQuery(allReceiptsQuery(slug));
  return <Receipts receipts={data} lead={t('receipt.all-lead')} />;
}

function Receipts({ receipts, lead }: { receipts: readonly ReceiptView[]; lead: string }) {
  const { t } = useTranslation('closing');
  return (
    <Page width="narrow">
      <div className={classes.screen}>
        <PageHeader
          title={t('receipt.page', { count: receipts.length })}
          lead={lead}
          actions={
            receipts.length > 0 && (
              <Button leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
                {t('receipt.print')}
              </Button>
            )
          }
        />
      </div>
      {receipts.length === 0 ? (
        <EmptyState title={t('receipt.none')} />
      ) : (
        <div className={classes.sheets}>
          {receipts.map((receipt) => (
            <ReceiptSheet key={`${receipt.hackathon.id} ${receipt.personId}`} receipt={receipt} />
          ))}
        </div>
      )}
    </Page>
  );
}
