// A way back in for whoever forgot their password: by mail where the server sends it, else by a
// facilitator.
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import classes from './account.module.css';
import { passwordMailsQuery } from './queries.ts';

/** Below the sign-in form; takes the e-mail from there. */
export function ForgottenPassword({ email }: { email: string }) {
  const { t } = useTranslation('account');
  const { data } = useQuery(passwordMailsQuery);
  const ask = useMutation({
    mutationFn: () => unwrap(api['password-mails'].$post({ json: { email } })),
  });
  if (data === undefined) return null;
  return (
    <details className={classes.forgotten}>
      <summary>{t('forgotten.title')}</summary>
      {data.isAvailable ? (
        <div className={classes.section}>
          <p>{t('forgotten.by-mail')}</p>
          <FormError error={ask.error} />
          {ask.isSuccess ? (
            <p role="status">{t('forgotten.sent')}</p>
          ) : (
            <Button
              variant="default"
              leftSection={<IconMail size={18} />}
              disabled={!email.includes('@')}
              loading={ask.isPending}
              onClick={() => ask.mutate()}
            >
              {t('forgotten.send')}
            </Button>
          )}
        </div>
      ) : (
        <p>{t('forgotten.by-facilitator')}</p>
      )}
    </details>
  );
}
