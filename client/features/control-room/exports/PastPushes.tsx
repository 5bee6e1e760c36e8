// The pushes so far with their receipts; the newest can go on where it stands still.
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushReceipt, PushView } from '../../../../shared/api/pushes.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { FormError } from '../../../ui/FormError.tsx';
import { formatMoment } from '../../../ui/format.ts';
import { Loading } from '../../../ui/Loading.tsx';
import panel from '../panel.module.css';
import { Differences } from './Differences.tsx';
import classes from './exports.module.css';
import { Fold } from './Fold.tsx';
import { pushQuery } from './queries.ts';
import { usePushError } from './use-push-error.ts';

/** So many receipts are shown; the table has them all. */
const SHOWN = 100;

interface PastPushesProps {
  hackathonId: string;
  pushes: readonly PushView[];
  onResume: (pushId: string, mayDropOthers: boolean) => Promise<unknown>;
}

/** Newest first. */
export function PastPushes({ hackathonId, pushes, onResume }: PastPushesProps) {
  const { t } = useTranslation('exports');
  return (
    <Fold
      title={t('pushes.title')}
      count={pushes.length}
      isOpen={pushes[0] !== undefined && pushes[0].state !== 'done'}
    >
      <ul className={panel.list}>
        {pushes.map((push, index) => (
          <PastPush
            key={push.id}
            hackathonId={hackathonId}
            push={push}
            onResume={index === 0 && push.state !== 'done' ? onResume : null}
          />
        ))}
      </ul>
    </Fold>
  );
}

interface PastPushProps {
  hackathonId: string;
  push: PushView;
  onResume: PastPushesProps['onResume'] | null;
}

function PastPush({ hackathonId, push, onResume }: PastPushProps) {
  const { t, i18n } = useTranslation('exports');
  const errorWords = usePushError();
  const [isOpen, setOpen] = useState(false);
  const date = formatMoment(push.startedAt, i18n.language);
  return (
    <li className={panel.item}>
      <span className={panel.grow}>
        <strong>{date}</strong>
        <span className={panel.soft}>
          <br />
          {t('pushes.counts', {
            confirmed: push.confirmed,
            cards: push.cards + push.removed,
          })}
        </span>
      </span>
      <span className={classes.change} data-change={push.state}>
        {t(`pushes.state.${push.state}`)}
      </span>
      <Button
        variant="subtle"
        aria-expanded={isOpen}
        aria-label={`${t('pushes.receipts')}, ${date}`}
        onClick={() => setOpen(!isOpen)}
      >
        {t('pushes.receipts')}
      </Button>
      {push.error !== null && <p className={classes.warning}>{errorWords(push.error)}</p>}
      {onResume !== null &&
        (push.error?.code === 'others-cards' ? (
          <ConfirmButton
            variant="default"
            question={t('pushes.resume-question')}
            confirm={t('pushes.resume-anyway')}
            onConfirm={() => onResume(push.id, true)}
          >
            {t('pushes.resume-anyway')}
          </ConfirmButton>
        ) : (
          <Button onClick={() => void onResume(push.id, false)}>
            {t(push.state === 'failed' ? 'pushes.again' : 'pushes.resume')}
          </Button>
        ))}
      {isOpen && <Receipts hackathonId={hackathonId} pushId={push.id} />}
    </li>
  );
}

function Receipts({ hackathonId, pushId }: { hackathonId: string; pushId: string }) {
  const { t } = useTranslation('exports');
  const { data, error, isPending } = useQuery(pushQuery(hackathonId, pushId));
  if (isPending) return <Loading />;
  if (data === undefined) return <FormError error={error} />;
  const { receipts } = data;
  return (
    <div className={classes.receipts}>
      <Button
        component="a"
        href={`/api/hackathons/${hackathonId}/pushes/${pushId}/receipts.csv`}
        download
        variant="default"
        size="sm"
        leftSection={<IconDownload size={18} />}
      >
        {t('pushes.receipts-csv')}
      </Button>
      <Differences differences={receipts.slice(0, SHOWN)}>
        {(receipt) => <ReceiptWords receipt={receipt} />}
      </Differences>
      {receipts.length > SHOWN && <p>{t('pushes.more', { count: receipts.length - SHOWN })}</p>}
    </div>
  );
}

function ReceiptWords({ receipt }: { receipt: PushReceipt }) {
  const { t } = useTranslation('exports');
  const { cardId, previousCardId, state, doubles, warnings, pictures, change } = receipt;
  const words: string[] = [t(`pushes.${state}`)];
  if (cardId !== null && change !== 'removed') {
    words.push(
      previousCardId === null || previousCardId === cardId
        ? t('pushes.card', { id: cardId })
        : t('pushes.card-new', { id: cardId, before: previousCardId }),
    );
  }
  if (doubles > 0) words.push(t('pushes.doubles', { count: doubles }));
  const uploaded = pictures.filter(({ isUploaded }) => isUploaded).length;
  if (uploaded > 0) words.push(t('pushes.pictures', { count: uploaded }));
  for (const { isUploaded, detail } of pictures) {
    if (!isUploaded) words.push(t('pushes.picture-failed', { detail }));
  }
  return (
    <span className={panel.soft}>
      <br />
      {[...words, ...warnings].join(' · ')}
    </span>
  );
}
