// Behind a one-time link: becoming a facilitator, or setting a new password.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { api, unwrap } from '../../api.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './account.module.css';
import { EmailInput } from './EmailInput.tsx';
import { NameInput } from './NameInput.tsx';
import { NewPasswordInput } from './NewPasswordInput.tsx';
import { linkQuery } from './queries.ts';

/** `/welcome/:token`. */
export function WelcomePage() {
  const { t, i18n } = useTranslation('account');
  const { token = '' } = useParams();
  const { data: link } = useSuspenseQuery(linkQuery(token));
  const { person } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const isReset = link.purpose === 'reset-password';
  const isInvited = link.purpose === 'invite-facilitator';
  const claim = useMutation({
    mutationFn: async () => {
      const session = await unwrap(
        api.links[':token'].$post({
          param: { token },
          json: isReset
            ? { password }
            : { name: name.trim(), email: email.trim(), password, language: i18n.language },
        }),
      );
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await navigate('/');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate();
  };
  return (
    <Page width="narrow">
      <PageHeader
        title={t(`welcome.${link.purpose}.title`)}
        lead={t(`welcome.${link.purpose}.lead`, {
          hackathon: link.hackathonName ?? '',
          person: link.personName ?? '',
        })}
      />
      <form className={classes.form} onSubmit={submit}>
        {!isReset && (
          <>
            <NameInput value={name} onChange={setName} />
            <EmailInput
              description={isInvited ? t('welcome.known-email') : undefined}
              value={email}
              onChange={setEmail}
            />
          </>
        )}
        <NewPasswordInput label={t('password')} value={password} onChange={setPassword} />
        <FormError error={claim.error} />
        <Button type="submit" size="md" loading={claim.isPending} fullWidth>
          {t(isReset ? 'welcome.set-password' : 'welcome.go')}
        </Button>
      </form>
    </Page>
  );
}
