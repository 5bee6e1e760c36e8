// How long people without an account are remembered once the hackathon is over.
import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import classes from './panel.module.css';
import { retentionQuery } from './queries.ts';

/** Sets the days, or none. */
export function GuestRetention({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const { data, error } = useQuery(retentionQuery(hackathonId));
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('guests.title')}</h2>
      <p>{t('guests.lead')}</p>
      <FormError error={error} />
      {data !== undefined && (
        <RetentionForm
          key={data.guestRetentionDays}
          hackathonId={hackathonId}
          days={data.guestRetentionDays}
        />
      )}
    </section>
  );
}

function RetentionForm({ hackathonId, days }: { hackathonId: string; days: number | null }) {
  const { t } = useTranslation('control-room');
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState<number | string>(days ?? '');
  const save = useMutation({
    mutationFn: async () => {
      const saved = await unwrap(
        api.hackathons[':id'].retention.$put({
          param: { id: hackathonId },
          json: { guestRetentionDays: typed === '' ? null : Number(typed) },
        }),
      );
      queryClient.setQueryData(retentionQuery(hackathonId).queryKey, saved);
      notifications.show({ color: 'green', message: t('settings.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <NumberInput
        label={t('guests.days')}
        description={t('guests.hint')}
        size="md"
        min={1}
        max={3650}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        hideControls
        value={typed}
        onChange={setTyped}
      />
      <FormError error={save.error} />
      <div className={classes.row}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
