// What the time of a hackathon is divided into, in its own time zone.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import { StageRows } from '../../ui/hackathon-form/StageRows.tsx';
import { readStages, type StageRow, stageRows } from '../../ui/hackathon-form/stage-rows.ts';
import classes from './settings.module.css';

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

function StagesForm({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('hackathon-settings');
  const { id, timeZone } = hackathon;
  const [rows, setRows] = useState<readonly StageRow[]>(() =>
    stageRows(hackathon.stages, timeZone),
  );
  const stages = readStages(rows, timeZone);
  const save = useMutation({
    mutationFn: async () => {
      if (stages === null) return;
      await unwrap(api.hackathons[':id'].stages.$put({ param: { id }, json: { stages } }));
      notifications.show({ color: 'green', message: t('saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.stages} onSubmit={submit}>
      <FormError error={save.error} />
      <StageRows rows={rows} onChange={setRows} timeZone={timeZone} endsAt={hackathon.endsAt}>
        {(rows.length > 0 || hackathon.stages.length > 0) && (
          <Button type="submit" disabled={stages === null} loading={save.isPending}>
            {t('save')}
          </Button>
        )}
      </StageRows>
    </form>
  );
}
