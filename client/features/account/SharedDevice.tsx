// A laptop that others use too: a PIN to come back with, locking now, and no longer.
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { clearLock, useLock } from '../../lock.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { isPin, PinField } from '../../ui/PinField.tsx';
import classes from './account.module.css';

/** Chooses the PIN of this browser, or locks it. */
export function SharedDevice({ personId }: { personId: string }) {
  const { t } = useTranslation('account');
  const { hasPin } = useSession();
  const lock = useLock();
  const queryClient = useQueryClient();
  const title = useId();
  const [pin, setPin] = useState('');
  const choose = useMutation({
    mutationFn: async () => {
      await unwrap(api.session.pin.$put({ json: { pin } }));
      clearLock();
      await queryClient.invalidateQueries(sessionQuery);
    },
    onSuccess: () => setPin(''),
  });
  const forget = useMutation({
    mutationFn: async () => {
      await unwrap(api.session.pin.$delete());
      await queryClient.invalidateQueries(sessionQuery);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPin(pin)) choose.mutate();
  };
  return (
    <section id="shared" className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('shared.title')}</h2>
      <p>{t(hasPin ? 'shared.lead-pin' : 'shared.lead')}</p>
      <FormError error={choose.error ?? forget.error} />
      {hasPin ? (
        <div className={classes.row}>
          <Button leftSection={<IconLock size={18} />} onClick={() => void lock(personId)}>
            {t('shared.lock')}
          </Button>
          <Button variant="default" loading={forget.isPending} onClick={() => forget.mutate()}>
            {t('shared.forget')}
          </Button>
        </div>
      ) : (
        <form className={classes.form} onSubmit={submit}>
          <PinField
            label={t('shared.pin')}
            description={t('shared.pin-hint')}
            size="md"
            value={pin}
            onChange={setPin}
          />
          <div className={classes.row}>
            <Button
              type="submit"
              variant="default"
              disabled={!isPin(pin)}
              loading={choose.isPending}
            >
              {t('shared.choose')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
