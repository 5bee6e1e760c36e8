// Next year's hackathon out of this year's.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { sessionQuery } from '../../session.ts';
import { FormError } from '../../ui/FormError.tsx';
import { serverNow } from '../../ui/server-clock.ts';
import { fromZonedInput, toZonedInput } from '../../ui/zoned-time.ts';
import classes from './settings.module.css';

const DAY_MS = 24 * 60 * 60_000;

/** A name and a beginning; the rest is taken over. */
export function CopyPanel({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('hackathon-settings');
  const { timeZone } = hackathon;
  const title = useId();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [starts, setStarts] = useState(() => toZonedInput(nextStart(hackathon), timeZone));
  const startsAt = fromZonedInput(starts, timeZone);
  const copy = useMutation({
    mutationFn: async () => {
      if (startsAt === null) return;
      const { slug } = await unwrap(
        api.hackathons[':id'].copy.$post({
          param: { id: hackathon.id },
          json: { name: name.trim(), startsAt },
        }),
      );
      await queryClient.invalidateQueries(sessionQuery);
      await navigate(`/hackathons/${slug}/control?tab=access`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    copy.mutate();
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('copy.title')}</h2>
      <p>{t('copy.lead')}</p>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('copy.name')}
          size="md"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <TextInput
          type="datetime-local"
          label={t('copy.starts')}
          description={t('copy.zone', { zone: timeZone })}
          size="md"
          dir="ltr"
          value={starts}
          onChange={(event) => setStarts(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <FormError error={copy.error} />
        <div>
          <Button
            type="submit"
            disabled={name.trim() === '' || startsAt === null}
            loading={copy.isPending}
          >
            {t('copy.go')}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** The same hour as this one began, tomorrow at the earliest. */
function nextStart({ startsAt }: HackathonView): number {
  const days = Math.max(1, Math.ceil((serverNow() + DAY_MS - startsAt) / DAY_MS));
  return startsAt + days * DAY_MS;
}
