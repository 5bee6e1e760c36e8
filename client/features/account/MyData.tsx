// What this server knows of me, as a file; and being forgotten.
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/api/people.ts';
import { api, unwrap } from '../../api.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import classes from './account.module.css';
import { CurrentPasswordInput } from './CurrentPasswordInput.tsx';
import { useLeaveBrowser } from './use-leave-browser.ts';

/** A copy of my data, and the way to take it all back. */
export function MyData({ person }: { person: PersonView }) {
  const { t } = useTranslation('account');
  const title = useId();
  const leave = useLeaveBrowser();
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const forget = useMutation({
    mutationFn: async () => {
      await unwrap(
        api.person.$delete({ json: person.hasAccount ? { currentPassword: password } : {} }),
      );
      await leave(person.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    forget.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('my-data.title')}</h2>
      <p>{t('my-data.lead')}</p>
      <div className={classes.row}>
        <Button
          component="a"
          href="/api/person/export"
          download
          variant="default"
          leftSection={<IconDownload size={18} />}
        >
          {t('my-data.download')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t('my-data.forget')}
        </Button>
      </div>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('my-data.question')}>
        <form className={classes.form} onSubmit={submit}>
          <p className={classes.text}>{t('my-data.consequence')}</p>
          {person.hasAccount && (
            <CurrentPasswordInput
              label={t('current-password')}
              value={password}
              onChange={setPassword}
            />
          )}
          <FormError error={forget.error} />
          <div className={classes.row}>
            <Button type="submit" color="red" loading={forget.isPending}>
              {t('my-data.forget')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('my-data.keep')}
            </Button>
          </div>
        </form>
      </Dialog>
    </section>
  );
}
