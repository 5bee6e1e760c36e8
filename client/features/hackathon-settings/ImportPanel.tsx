// Teams and entries brought along in a spreadsheet: choose, look, bring in.
import { Button, FileButton, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileSpreadsheet, IconTableImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { readTableFile } from './read-table-file.ts';
import classes from './settings.module.css';

/** Nothing is written before it was shown. */
export function ImportPanel({ hackathon }: { hackathon: HackathonView }) {
  const { t, i18n } = useTranslation('hackathon-settings');
  const title = useId();
  const [csv, setCsv] = useState('');
  const send = (write: boolean) => (text: string) =>
    unwrap(
      api.hackathons[':id'].import.$post({
        param: { id: hackathon.id },
        json: { csv: text, write, language: i18n.language },
      }),
    );
  const look = useMutation({ mutationFn: send(false) });
  const bring = useMutation({
    mutationFn: send(true),
    onSuccess: ({ teams, entries }) => {
      notifications.show({ color: 'green', message: t('import.done', { teams, entries }) });
      change('');
    },
  });
  const change = (text: string) => {
    setCsv(text);
    look.reset();
    bring.reset();
  };
  const choose = async (file: File | null) => {
    if (file === null) return;
    const text = await readTableFile(file);
    change(text);
    look.mutate(text);
  };
  const preview = look.data;
  const isNothing = preview !== undefined && preview.teams + preview.entries === 0;
  const hasProblems = preview?.rows.some(({ outcome }) => outcome === 'problem') === true;
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('import.title')}</h2>
      <p>{t('import.lead')}</p>
      <div className={classes.buttons}>
        {/* Cleared after each choice, so that the corrected file can be chosen again. */}
        <FileButton
          key={look.submittedAt}
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(file) => void choose(file)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileSpreadsheet size={18} />}>
              {t('import.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        label={t('import.paste')}
        placeholder={t('import.example')}
        size="md"
        autosize
        minRows={4}
        maxRows={12}
        classNames={{ input: classes.table }}
        value={csv}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <FormError error={look.error ?? bring.error} />
      <div className={classes.buttons}>
        <Button
          variant={preview === undefined ? 'filled' : 'default'}
          disabled={csv.trim() === ''}
          loading={look.isPending}
          onClick={() => look.mutate(csv)}
        >
          {t('import.look')}
        </Button>
        {preview !== undefined && !hasProblems && !isNothing && (
          <Button
            leftSection={<IconTableImport size={18} />}
            loading={bring.isPending}
            onClick={() => bring.mutate(csv)}
          >
            {t('import.bring')}
          </Button>
        )}
      </div>
      {preview !== undefined && <ImportPreview answer={preview} />}
    </section>
  );
}
