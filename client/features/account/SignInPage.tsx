// Signing in with an e-mail and a password, for those who have an account.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, unwrap } from '../../api.ts';
import { sessionQuery } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { nextAddress } from '../../ui/next-address.ts';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './account.module.css';
import { CurrentPasswordInput } from './CurrentPasswordInput.tsx';
import { EmailInput } from './EmailInput.tsx';
import { ForgottenPassword } from './ForgottenPassword.tsx';

/** `/sign-in`, going on to `?next=`. */
export function SignInPage() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      const session = await unwrap(api.session.$post({ json: { email: email.trim(), password } }));
      // Whatever was read before was read as somebody else.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await navigate(nextAddress(search.get('next')));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Page width="narrow">
      <PageHeader title={t('sign-in.title')} lead={t('sign-in.lead')} />
      <form className={classes.form} onSubmit={submit}>
        <EmailInput value={email} onChange={setEmail} />
        <CurrentPasswordInput label={t('password')} value={password} onChange={setPassword} />
        <FormError error={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t('sign-in.go')}
        </Button>
        <p className={classes.aside}>
          {t('sign-in.have-code')} <Link to="/join">{t('sign-in.join')}</Link>
        </p>
      </form>
      <ForgottenPassword email={email.trim()} />
    </Page>
  );
}
