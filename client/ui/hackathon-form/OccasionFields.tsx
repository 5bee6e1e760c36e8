// What a hackathon is called, where it is and when: the same fields wherever it is made or changed.
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { knownTimeZones } from '../zoned-time.ts';
import classes from './HackathonForm.module.css';
import { type HackathonDraft, isBackwards } from './hackathon-draft.ts';

/** Fields of a part of the draft. */
export interface DraftFieldsProps {
  draft: HackathonDraft;
  onChange: (change: Partial<HackathonDraft>) => void;
}

/** Name, place, zone, beginning and end. */
export function OccasionFields({ draft, onChange }: DraftFieldsProps) {
  const { t } = useTranslation('hackathon-form');
  return (
    <>
      <TextInput
        label={t('name')}
        placeholder={t('name-example')}
        size="md"
        maxLength={120}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        required
        withAsterisk={false}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('starts')}
          size="md"
          dir="ltr"
          value={draft.starts}
          onChange={(event) => onChange({ starts: event.currentTarget.value })}
          required
          withAsterisk={false}
        />
        <TextInput
          type="datetime-local"
          label={t('ends')}
          size="md"
          dir="ltr"
          value={draft.ends}
          onChange={(event) => onChange({ ends: event.currentTarget.value })}
          error={isBackwards(draft) ? t('backwards') : undefined}
          required
          withAsterisk={false}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label={t('place')}
          size="md"
          maxLength={120}
          value={draft.place}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
        />
        <Select
          label={t('zone')}
          size="md"
          searchable
          allowDeselect={false}
          limit={60}
          nothingFoundMessage={t('no-zone')}
          data={knownTimeZones()}
          value={draft.timeZone}
          onChange={(timeZone) => timeZone !== null && onChange({ timeZone })}
        />
      </div>
    </>
  );
}
