// Another password for an account; the current one proves whose hands are on the keys.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import classes from './account.module.css';
import { CurrentPasswordInput } from './CurrentPasswordInput.tsx';
import { NewPasswordInput } from './NewPasswordInput.tsx';
import { mySessionsQuery } from './queries.ts';

/** Changes my password and signs me out everywhere else. */
export function ChangePassword() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const title = useId();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: async () => {
      await unwrap(api.person.$patch({ json: { currentPassword: current, password } }));
      setCurrent('');
      setPassword('');
      notifications.show({ color: 'green', message: t('change-password.done') });
      await queryClient.invalidateQueries(mySessionsQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('change-password.title')}</h2>
      <p>{t('change-password.lead')}</p>
      <form className={classes.form} onSubmit={submit}>
        <CurrentPasswordInput label={t('current-password')} value={current} onChange={setCurrent} />
        <NewPasswordInput label={t('new-password')} value={password} onChange={setPassword} />
        <FormError error={change.error} />
        <div className={classes.row}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('change-password.go')}
          </Button>
        </div>
      </form>
    </section>
  );
}
