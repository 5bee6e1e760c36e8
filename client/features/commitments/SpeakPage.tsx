// Behind the link a signatory was sent: for whom it is, a name for a newcomer, and on to what is to be
// confirmed.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { partyName } from '../../../shared/party-name.ts';
import { api, unwrap } from '../../api.ts';
import { clearLock } from '../../lock.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { useCountries } from '../../ui/countries.ts';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './commitments.module.css';

/** `/speak/:token`. */
export function SpeakPage() {
  const { t, i18n } = useTranslation('commitments');
  const { token = '' } = useParams();
  const { data: link } = useSuspenseQuery({
    queryKey: ['signatory-link', token],
    queryFn: () => unwrap(api['signatory-links'][':token'].$get({ param: { token } })),
    // Read once: a used link would turn this very page into an error.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { person } = useSession();
  const countries = useCountries();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isNewcomer] = useState(person === null);
  const [name, setName] = useState('');
  const party = partyName(link, countries.name);
  const enter = useMutation({
    mutationFn: async () => {
      await unwrap(
        api['signatory-links'][':token'].$post({
          param: { token },
          json: person === null ? { name: name.trim(), language: i18n.language } : {},
        }),
      );
      clearLock();
      await queryClient.invalidateQueries(sessionQuery);
      await queryClient.invalidateQueries({ queryKey: ['commitments'] });
      await navigate('/commitments', { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <Page width="narrow">
      <PageHeader
        eyebrow={link.hackathonName}
        title={t('speak.title', { party })}
        lead={
          link.invitedBy === ''
            ? t('speak.lead', { title: link.title })
            : t('speak.lead-by', { title: link.title, name: link.invitedBy })
        }
      />
      <form className={classes.form} onSubmit={submit}>
        {person === null || isNewcomer ? (
          <TextInput
            label={t('speak.name')}
            description={t('speak.name-hint')}
            size="lg"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={80}
            autoComplete="name"
            enterKeyHint="go"
            required
            withAsterisk={false}
            autoFocus
          />
        ) : (
          <p className={classes.text}>{t('speak.known', { name: person.name })}</p>
        )}
        <FormError error={enter.error} />
        <Button
          type="submit"
          size="lg"
          fullWidth
          disabled={isNewcomer && name.trim() === ''}
          loading={enter.isPending || enter.isSuccess}
        >
          {t('speak.go')}
        </Button>
        <p className={classes.soft}>
          {t('speak.once', { moment: formatMoment(link.expiresAt, i18n.language) })}
        </p>
        {isNewcomer && (
          <p className={classes.soft}>
            {t('speak.have-account')}{' '}
            <Link to={`/sign-in?next=${encodeURIComponent(`/speak/${token}`)}`}>
              {t('speak.sign-in')}
            </Link>
          </p>
        )}
      </form>
    </Page>
  );
}
