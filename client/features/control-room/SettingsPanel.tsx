// The hackathon's own levers: its state, its end, its review, its name.
import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { fromZonedInput, toZonedInput } from '../../ui/zoned-time.ts';
import { GuestRetention } from './GuestRetention.tsx';
import classes from './panel.module.css';

const STATES = ['open', 'frozen', 'closed'] as const;

/** Each change reaches every open screen within a second. */
export function SettingsPanel({ hackathon }: { hackathon: HackathonView }) {
  return (
    <div className={classes.stack}>
      <StateSection hackathon={hackathon} />
      {/* Keyed, so that a colleague's change shows instead of being written over. */}
      <DetailsSection
        key={`${hackathon.name} ${hackathon.endsAt} ${hackathon.reviewRequired}`}
        hackathon={hackathon}
      />
      <GuestRetention hackathonId={hackathon.id} />
    </div>
  );
}

function useUpdate(hackathonId: string) {
  const { t } = useTranslation('control-room');
  type Change = Partial<Pick<HackathonView, 'name' | 'endsAt' | 'state' | 'reviewRequired'>>;
  return useMutation({
    mutationFn: (json: Change) =>
      unwrap(api.hackathons[':id'].$patch({ param: { id: hackathonId }, json })),
    onSuccess: () => notifications.show({ color: 'green', message: t('settings.saved') }),
  });
}

function StateSection({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const update = useUpdate(hackathon.id);
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('settings.state')}</h2>
      <div className={classes.row}>
        <SegmentedControl
          size="md"
          aria-labelledby={title}
          value={hackathon.state}
          disabled={update.isPending}
          onChange={(value) => {
            const state = STATES.find((one) => one === value);
            if (state !== undefined) update.mutate({ state });
          }}
          data={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </div>
      <p>{t(`state-hint.${hackathon.state}`)}</p>
      <FormError error={update.error} />
    </section>
  );
}

function DetailsSection({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const update = useUpdate(hackathon.id);
  const [name, setName] = useState(hackathon.name);
  const [ends, setEnds] = useState(toZonedInput(hackathon.endsAt, hackathon.timeZone));
  const [reviewRequired, setReviewRequired] = useState(hackathon.reviewRequired);
  const endsAt = fromZonedInput(ends, hackathon.timeZone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (endsAt !== null) update.mutate({ name: name.trim(), endsAt, reviewRequired });
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('settings.title')}</h2>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('settings.name')}
          size="md"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <TextInput
          type="datetime-local"
          label={t('settings.ends')}
          description={t('settings.zone', { zone: hackathon.timeZone })}
          size="md"
          dir="ltr"
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <Switch
          size="md"
          label={t('settings.review')}
          description={t('settings.review-hint')}
          checked={reviewRequired}
          onChange={(event) => setReviewRequired(event.currentTarget.checked)}
        />
        <FormError error={update.error} />
        <div className={classes.row}>
          <Button type="submit" loading={update.isPending} disabled={endsAt === null}>
            {t('save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
