// How the file was understood, and what somebody may know better: format, kind, language, columns.
import { Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/api/imports.ts';
import { IMPORT_FORMATS } from '../../../shared/import-formats.ts';
import { KINDS } from '../../../shared/kinds.ts';
import classes from './imports.module.css';
import { MappingTable } from './MappingTable.tsx';
import type { Reading } from './queries.ts';

interface ReadingStepProps {
  preview: ImportPreview;
  reading: Reading;
  /** Languages of the hackathon. */
  languages: readonly string[];
  canNameTeams: boolean;
  onChange: (reading: Reading) => void;
}

/** Every change is looked at again by the server. */
export function ReadingStep(props: ReadingStepProps) {
  const { preview, reading, languages, canNameTeams, onChange } = props;
  const { t, i18n } = useTranslation(['imports', 'shell']);
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const { columns, sheets, newOrganisations } = preview;
  // A mapping belongs to one way of reading; with another, columns are guessed again.
  const { mapping: _, ...unmapped } = reading;
  const spoken = [...new Set([...languages, preview.language])];
  return (
    <section className={classes.section} aria-label={t('reading.title')}>
      <div className={classes.choices}>
        <Select
          label={t('reading.format')}
          allowDeselect={false}
          data={IMPORT_FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          value={preview.format}
          onChange={(value) => {
            const format = IMPORT_FORMATS.find((one) => one === value);
            if (format !== undefined) onChange({ ...unmapped, format });
          }}
        />
        {sheets.length > 1 && (
          <Select
            label={t('reading.sheet')}
            allowDeselect={false}
            data={sheets}
            value={preview.sheet}
            onChange={(sheet) => onChange({ ...unmapped, ...(sheet === null ? {} : { sheet }) })}
          />
        )}
        {columns !== null && (
          <>
            <Select
              label={t('reading.kind')}
              allowDeselect={false}
              data={KINDS.map((value) => ({ value, label: t(`shell:kind.${value}`) }))}
              value={preview.kind}
              onChange={(value) => {
                const kind = KINDS.find((one) => one === value);
                if (kind !== undefined) onChange({ ...unmapped, kind });
              }}
            />
            <Select
              label={t('reading.language')}
              allowDeselect={false}
              data={spoken.map((value) => ({ value, label: names.of(value) ?? value }))}
              value={preview.language}
              onChange={(language) =>
                onChange({ ...unmapped, ...(language === null ? {} : { language }) })
              }
            />
          </>
        )}
      </div>
      {preview.ignored.length > 0 && (
        <p className={classes.soft}>
          {t('reading.ignored', { names: preview.ignored.join(', ') })}
        </p>
      )}
      {columns !== null && (
        <MappingTable
          columns={columns}
          kind={preview.kind}
          languages={spoken}
          canNameTeams={canNameTeams}
          isGuess={preview.format === 'table' || preview.format === 'workbook'}
          onChange={(mapping) => onChange({ ...reading, mapping })}
        />
      )}
      {newOrganisations > 0 && (
        <Switch
          label={t('reading.with-organisations', { count: newOrganisations })}
          checked={reading.withOrganisations === true}
          onChange={(event) =>
            onChange({ ...reading, withOrganisations: event.currentTarget.checked })
          }
        />
      )}
    </section>
  );
}
