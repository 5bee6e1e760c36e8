// The stages of a hackathon, one line each: what it is called and when it ends.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './HackathonForm.module.css';
import { MAX_STAGES, type StageRow, withStageAdded } from './stage-rows.ts';

interface StageRowsProps {
  rows: readonly StageRow[];
  onChange: (rows: readonly StageRow[]) => void;
  timeZone: string;
  /** When the hackathon ends; a new stage ends no later. */
  endsAt: number;
  /** Beside the button that adds one. */
  children?: ReactNode;
}

/** The lines, and a button for another. */
export function StageRows({ rows, onChange, timeZone, endsAt, children }: StageRowsProps) {
  const { t } = useTranslation('hackathon-form');
  const change = (key: number, change_: Partial<StageRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change_ } : row)));
  return (
    <>
      {rows.map(({ key, name, ends }, index) => (
        <fieldset
          key={key}
          className={classes.stage}
          aria-label={t('stage.number', { number: index + 1 })}
        >
          <TextInput
            label={t('stage.name')}
            size="md"
            maxLength={80}
            value={name}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
          <TextInput
            type="datetime-local"
            label={t('stage.ends')}
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
            aria-label={t('stage.remove', { number: index + 1 })}
            onClick={() => onChange(rows.filter((row) => row.key !== key))}
          >
            <IconTrash size={20} />
          </ActionIcon>
        </fieldset>
      ))}
      <div className={classes.row}>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          disabled={rows.length >= MAX_STAGES}
          onClick={() => onChange(withStageAdded(rows, { timeZone, endsAt }))}
        >
          {t('stage.add')}
        </Button>
        {children}
      </div>
    </>
  );
}
