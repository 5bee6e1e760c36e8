// One commitment: who promises what in which collective action, and whether these words are confirmed.
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommitmentView } from '../../../shared/api/commitments.ts';
import { partyName } from '../../../shared/party-name.ts';
import { api, unwrap } from '../../api.ts';
import { ConfirmedBy } from '../../ui/ConfirmedBy.tsx';
import { useCountries } from '../../ui/countries.ts';
import { FormError } from '../../ui/FormError.tsx';
import classes from './commitments.module.css';

/** What is confirmed is what is read here: other words are refused by the server and shown anew. */
export function Commitment({ commitment: one }: { commitment: CommitmentView }) {
  const { t } = useTranslation('commitments');
  const countries = useCountries();
  const queryClient = useQueryClient();
  const title = useId();
  const party = partyName(one, countries.name);
  const { documentId, signatoryId, commitment, confirmation } = one;
  const confirm = useMutation({
    mutationFn: () =>
      unwrap(
        api.person.commitments[':documentId'][':signatoryId'].confirm.$post({
          param: { documentId, signatoryId },
          json: { commitment },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['commitments'] }),
  });
  return (
    <article className={classes.commitment} aria-labelledby={title}>
      <p className={classes.soft}>{one.hackathonName}</p>
      <h2 id={title} dir="auto">
        {party}
      </h2>
      <p className={classes.action} dir="auto">
        {one.title}
      </p>
      {one.description !== null && (
        <details className={classes.about}>
          <summary>{t('about')}</summary>
          <p dir="auto" lang={one.description.language}>
            {one.description.text}
          </p>
        </details>
      )}
      {commitment === '' ? (
        <p className={classes.soft}>{t('nothing-yet')}</p>
      ) : (
        <blockquote className={classes.words} dir="auto">
          {commitment}
        </blockquote>
      )}
      <div className={classes.state} aria-live="polite">
        {one.isConfirmed ? (
          <p className={classes.confirmed}>
            <IconCircleCheck size={20} stroke={1.75} aria-hidden="true" />
            <span>
              {t('confirmed')}
              <ConfirmedBy confirmation={confirmation} />
            </span>
          </p>
        ) : (
          confirmation !== null && <p>{t('lapsed')}</p>
        )}
        {!one.isConfirmed && !one.mayConfirm && <p>{t('not-now')}</p>}
      </div>
      <FormError error={confirm.error} />
      {one.mayConfirm && !one.isConfirmed && commitment !== '' && (
        <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('confirm', { party })}
        </Button>
      )}
    </article>
  );
}
