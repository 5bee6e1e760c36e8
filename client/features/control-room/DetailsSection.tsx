// What a hackathon is called, when it is, how people work in it and how it looks, to be changed.
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import {
  draftOf,
  type HackathonDraft,
  readDraft,
} from '../../ui/hackathon-form/hackathon-draft.ts';
import { AccentField, LogoField } from '../../ui/hackathon-form/LookFields.tsx';
import { OccasionFields } from '../../ui/hackathon-form/OccasionFields.tsx';
import { WorkFields } from '../../ui/hackathon-form/WorkFields.tsx';
import classes from './panel.module.css';

/** The same fields as when it was made. */
export function DetailsSection({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const title = useId();
  const stored = draftOf(hackathon);
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('settings.title')}</h2>
      {/* Keyed, so that a colleague's change shows instead of being written over. */}
      <DetailsForm key={JSON.stringify(stored)} hackathon={hackathon} stored={stored} />
      <LogoForm hackathon={hackathon} />
    </section>
  );
}

function DetailsForm({ hackathon, stored }: { hackathon: HackathonView; stored: HackathonDraft }) {
  const { t } = useTranslation('control-room');
  const [draft, setDraft] = useState(stored);
  const json = readDraft(draft);
  const change = (part: Partial<HackathonDraft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: async () => {
      if (json === null) return;
      await unwrap(api.hackathons[':id'].$patch({ param: { id: hackathon.id }, json }));
      notifications.show({ color: 'green', message: t('settings.saved') });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <OccasionFields draft={draft} onChange={change} />
      <WorkFields draft={draft} onChange={change} />
      <AccentField accent={draft.accent} onChange={(accent) => change({ accent })} />
      <FormError error={save.error} />
      <div className={classes.row}>
        <Button type="submit" loading={save.isPending} disabled={json === null}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

/** On its own: a picture is kept as soon as it is chosen. */
function LogoForm({ hackathon }: { hackathon: HackathonView }) {
  const { t } = useTranslation('control-room');
  const replace = useMutation({
    mutationFn: async (png: string | null) => {
      await unwrap(api.hackathons[':id'].logo.$put({ param: { id: hackathon.id }, json: { png } }));
      notifications.show({ color: 'green', message: t('settings.saved') });
    },
  });
  return (
    <div className={classes.form}>
      <LogoField logo={hackathon.logoPath} onChange={(png) => replace.mutate(png)} />
      <FormError error={replace.error} />
    </div>
  );
}
