// How people work in a hackathon: in which languages, with or without a review, on whose laptops.
import { MultiSelect, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageOptions } from './language-options.ts';
import type { DraftFieldsProps } from './OccasionFields.tsx';

const LOCK_MINUTES = [2, 5, 10, 15, 30, 60];

const NEVER = 'never';

/** Languages, review, and when a shared laptop is locked. */
export function WorkFields({ draft, onChange }: DraftFieldsProps) {
  const { t, i18n } = useTranslation('hackathon-form');
  const { lockAfterMinutes } = draft;
  const minutes = new Set([
    ...LOCK_MINUTES,
    ...(lockAfterMinutes === null ? [] : [lockAfterMinutes]),
  ]);
  return (
    <>
      <MultiSelect
        label={t('languages')}
        description={t('languages-hint')}
        size="md"
        searchable
        hidePickedOptions
        data={languageOptions(i18n.language)}
        value={[...draft.languages]}
        onChange={(languages) => languages.length > 0 && onChange({ languages })}
      />
      <Switch
        size="md"
        label={t('review')}
        description={t('review-hint')}
        checked={draft.reviewRequired}
        onChange={(event) => onChange({ reviewRequired: event.currentTarget.checked })}
      />
      <Select
        label={t('lock')}
        description={t('lock-hint')}
        size="md"
        allowDeselect={false}
        data={[
          ...[...minutes]
            .toSorted((a, b) => a - b)
            .map((count) => ({ value: String(count), label: t('lock-after', { count }) })),
          { value: NEVER, label: t('lock-never') },
        ]}
        value={lockAfterMinutes === null ? NEVER : String(lockAfterMinutes)}
        onChange={(value) =>
          onChange({ lockAfterMinutes: value === null || value === NEVER ? null : Number(value) })
        }
      />
    </>
  );
}
