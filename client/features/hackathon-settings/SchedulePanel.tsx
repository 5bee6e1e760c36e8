// What the time of a hackathon is divided into, in its own time zone.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import { serverNow } from '../../ui/server-clock.ts';
import { fromZonedInput, toZonedInput } from '../../ui/zoned-time.ts';
import classes from './settings.module.css';

const HOUR_MS = 60 * 60_000;
const MAX_STAGES = 30;

/** The stages; keyed by what is stored, so that a colleague's change shows. */
export function SchedulePanel({ hackathon }: { hackathon: HackathonView }) {
  const { t, i18n } = useTranslation('hackathon-settings');
  const title = useId();
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('schedule.title')}</h2>
      <p>
        {t('schedule.lead', {
          end: formatMoment(hackathon.endsAt, i18n.language, hackathon.timeZone),
          zone: hackathon.timeZone,
        })}
      </p>
      <StagesForm key={JSON.stringify(hackathon.stages)} hackathon={hackathon} />
    </section>
  );
}

interface Row {
  readonly key: number;
  readonly name: string;
  readonly ends: string;
}

function StagesForm({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('hackathon-settings');
  const { id, timeZone, stages } = hackathon;
  const [rows, setRows] = useState<readonly Row[]>(
    stages.map(({ name, endsAt }, key) => ({ key, name, ends: toZonedInput(endsAt, timeZone) })),
  );
  const read = rows.map(({ name, ends }) => ({
    name: name.trim(),
    endsAt: fromZonedInput(ends, timeZone),
  }));
  const isReady = read.every(({ name, endsAt }) => name !== '' && endsAt !== null);
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        api.hackathons[':id'].stages.$put({
          param: { id },
          json: {
            stages: read.flatMap(({ name, endsAt }) => (endsAt === null ? [] : [{ name, endsAt }])),
          },
        }),
      ),
    onSuccess: () => notifications.show({ color: 'green', message: t('saved') }),
  });
  const change = (key: number, with_: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...with_ } : row)));
  const add = () => {
    const last = read.findLast(({ endsAt }) => endsAt !== null)?.endsAt ?? serverNow();
    const key = 1 + Math.max(-1, ...rows.map((row) => row.key));
    const next = Math.min(Math.ceil((last + HOUR_MS) / HOUR_MS) * HOUR_MS, hackathon.endsAt);
    setRows([...rows, { key, name: '', ends: toZonedInput(next, timeZone) }]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) save.mutate();
  };
  return (
    <form className={classes.stages} onSubmit={submit}>
      {rows.map(({ key, name, ends }, index) => (
        <fieldset
          key={key}
          className={classes.line}
          aria-label={t('schedule.stage', { number: index + 1 })}
        >
          <TextInput
            label={t('schedule.name')}
            size="md"
            maxLength={80}
            value={name}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
          <TextInput
            type="datetime-local"
            label={t('schedule.ends')}
            size="md"
            dir="ltr"
            value={ends}
            onChange={(event) => change(key, { ends: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={42}
            aria-label={t('schedule.remove', { number: index + 1 })}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          >
            <IconTrash size={20} />
          </ActionIcon>
        </fieldset>
      ))}
      <FormError error={save.error} />
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          disabled={rows.length >= MAX_STAGES}
          onClick={add}
        >
          {t('schedule.add')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
