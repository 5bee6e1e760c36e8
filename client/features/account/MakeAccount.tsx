// Gives a guest an e-mail and a password, to come back from another machine.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { sessionQuery } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import classes from './account.module.css';
import { EmailInput } from './EmailInput.tsx';
import { NewPasswordInput } from './NewPasswordInput.tsx';

/** Makes my guest session an account. */
export function MakeAccount() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const title = useId();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const make = useMutation({
    mutationFn: async () => {
      await unwrap(api.person.$patch({ json: { email: email.trim(), password } }));
      await queryClient.invalidateQueries(sessionQuery);
      notifications.show({ color: 'green', message: t('make-account.done') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('make-account.title')}</h2>
      <p>{t('make-account.lead')}</p>
      <form className={classes.form} onSubmit={submit}>
        <EmailInput value={email} onChange={setEmail} />
        <NewPasswordInput label={t('password')} value={password} onChange={setPassword} />
        <FormError error={make.error} />
        <div className={classes.row}>
          <Button type="submit" variant="default" loading={make.isPending}>
            {t('make-account.go')}
          </Button>
        </div>
      </form>
    </section>
  );
}
