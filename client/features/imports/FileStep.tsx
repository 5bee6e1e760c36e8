// A file or a pasted table, and where it goes.
import { Alert, Button, Select, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { MAX_IMPORT_BYTES } from '../../../shared/import-size.ts';
import classes from './imports.module.css';
import { type ChosenFile, pastedFile, readFile } from './read-file.ts';

interface FileStepProps {
  /** Teams the person may bring things to. */
  teams: readonly TeamView[];
  /** Whether rows may name their teams. */
  canNameTeams: boolean;
  teamId: string | null;
  onTeam: (teamId: string | null) => void;
  onFile: (file: ChosenFile) => void;
  isBusy: boolean;
  /** One is chosen already: another one needs less room. */
  hasFile: boolean;
}

/** Stands for "as the table says" in the choice of teams. */
const BY_ROW = '-';

/** Drop, choose or paste. */
export function FileStep(props: FileStepProps) {
  const { teams, canNameTeams, teamId, onTeam, onFile, isBusy, hasFile } = props;
  const { t } = useTranslation('imports');
  const inputId = useId();
  const [isOver, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState<'unread' | 'several' | 'too-large' | null>(null);
  const take = async (files: FileList | null) => {
    const [file, ...others] = files ?? [];
    if (file === undefined) return;
    setFault(others.length > 0 ? 'several' : null);
    if (others.length > 0) return;
    // Said here: the hall's network would carry it all only for the server to say so.
    if (file.size > MAX_IMPORT_BYTES) return setFault('too-large');
    try {
      onFile(await readFile(file));
    } catch (error) {
      console.error(error);
      setFault('unread');
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };
  return (
    <section className={classes.section} aria-label={t('file.title')}>
      <Select
        className={classes.team}
        label={t('file.team')}
        description={canNameTeams && teamId !== null ? t('file.team-hint') : null}
        size="md"
        allowDeselect={false}
        searchable={teams.length > 8}
        data={[
          ...(canNameTeams ? [{ value: BY_ROW, label: t('file.by-row') }] : []),
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={teamId ?? BY_ROW}
        onChange={(value) => onTeam(value === BY_ROW ? null : value)}
      />
      <label
        htmlFor={inputId}
        className={classes.drop}
        data-over={isOver || undefined}
        data-busy={isBusy || undefined}
        data-compact={hasFile || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={32} stroke={1.5} aria-hidden="true" />
        <span className={classes.strong}>
          {t(isBusy ? 'file.reading' : hasFile ? 'file.other' : 'file.drop')}
        </span>
        {!hasFile && <span className={classes.soft}>{t('file.formats')}</span>}
        <input
          id={inputId}
          className={classes.input}
          type="file"
          disabled={isBusy}
          accept=".csv,.tsv,.txt,.xlsx,.json,.yml,.yaml,.zip"
          onChange={(event) => {
            void take(event.currentTarget.files);
            // So that the corrected file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {fault !== null && (
        <Alert color="red" variant="light" role="alert">
          {t(`file.${fault}`)}
        </Alert>
      )}
      <details className={classes.paste}>
        <summary>{t('file.paste')}</summary>
        <Textarea
          aria-label={t('file.paste')}
          placeholder={t('file.example')}
          size="md"
          autosize
          minRows={4}
          maxRows={12}
          classNames={{ input: classes.table }}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={pasted.trim() === '' || isBusy}
          onClick={() => onFile(pastedFile(t('file.pasted'), pasted))}
        >
          {t('file.look')}
        </Button>
      </details>
    </section>
  );
}
