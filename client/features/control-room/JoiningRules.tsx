// Until when people join by code, and whether the hall's code changes by itself.
import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { serverNow } from '../../ui/server-clock.ts';
import { fromZonedInput, toZonedInput } from '../../ui/zoned-time.ts';
import panel from './panel.module.css';

const HOURS = [1, 2, 4, 8, 24];

const NEVER = 'never';

/** Keyed by what is stored, so that a colleague's change shows. */
export function JoiningRules({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const { joinUntil, hallCodeHours } = hackathon;
  return (
    <section className={`${panel.section} ${panel.screen}`} aria-labelledby={title}>
      <h2 id={title}>{t('joining.title')}</h2>
      {joinUntil !== null && joinUntil <= serverNow() && (
        <p className={panel.strong}>{t('joining.over')}</p>
      )}
      <RulesForm key={`${joinUntil} ${hallCodeHours}`} hackathon={hackathon} />
    </section>
  );
}

function RulesForm({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const { id, timeZone, joinUntil } = hackathon;
  const [until, setUntil] = useState(joinUntil === null ? '' : toZonedInput(joinUntil, timeZone));
  const [hours, setHours] = useState(hackathon.hallCodeHours);
  const untilAt = until === '' ? null : fromZonedInput(until, timeZone);
  const save = useMutation({
    mutationFn: async () => {
      const json = { joinUntil: untilAt, hallCodeHours: hours };
      await unwrap(api.hackathons[':id'].$patch({ param: { id }, json }));
      notifications.show({ color: 'green', message: t('settings.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const offered = new Set([...HOURS, ...(hours === null ? [] : [hours])]);
  return (
    <form className={panel.form} onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label={t('joining.until')}
        description={t('joining.until-hint', { zone: timeZone })}
        size="md"
        dir="ltr"
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Select
        label={t('joining.hall')}
        description={t('joining.hall-hint')}
        size="md"
        allowDeselect={false}
        data={[
          { value: NEVER, label: t('joining.never') },
          ...[...offered]
            .toSorted((a, b) => a - b)
            .map((count) => ({ value: String(count), label: t('joining.hours', { count }) })),
        ]}
        value={hours === null ? NEVER : String(hours)}
        onChange={(value) => setHours(value === null || value === NEVER ? null : Number(value))}
      />
      <FormError error={save.error} />
      <div className={panel.row}>
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={until !== '' && untilAt === null}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
