// The hackathon's own levers: its state, what it is, and how long guests are remembered.
import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { HACKATHON_STATES } from '../../../shared/roles.ts';
import { api, unwrap } from '../../api.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { DetailsSection } from './DetailsSection.tsx';
import { GuestRetention } from './GuestRetention.tsx';
import classes from './panel.module.css';

/** Each change reaches every open screen within a second. */
export function SettingsPanel({ hackathon }: { hackathon: HackathonView }) {
  return (
    <div className={classes.stack}>
      <StateSection hackathon={hackathon} />
      <DetailsSection hackathon={hackathon} />
      <GuestRetention hackathonId={hackathon.id} />
    </div>
  );
}

function StateSection({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation(['control-room', 'shell']);
  const title = useId();
  const [asked, setAsked] = useState<HackathonView['state'] | null>(null);
  const update = useMutation({
    mutationFn: (state: HackathonView['state']) =>
      unwrap(api.hackathons[':id'].$patch({ param: { id: hackathon.id }, json: { state } })),
    onSuccess: () => {
      setAsked(null);
      notifications.show({ color: 'green', message: t('settings.saved') });
    },
  });
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
            const state = HACKATHON_STATES.find((one) => one === value);
            if (state !== undefined) setAsked(state);
          }}
          data={HACKATHON_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </div>
      <p>{t(`state-hint.${hackathon.state}`)}</p>
      {asked !== null && (
        <Dialog isOpen title={t(`state-question.${asked}`)} onClose={() => setAsked(null)}>
          <p>{t(`state-hint.${asked}`)}</p>
          <p>{t(`state-next.${asked}`)}</p>
          <FormError error={update.error} />
          <div className={classes.row}>
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('shell:cancel')}
            </Button>
            <Button
              color={asked === 'open' ? undefined : 'red'}
              loading={update.isPending}
              onClick={() => update.mutate(asked)}
            >
              {t(`state-do.${asked}`)}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
