// The report of an import in the reader's words, as a file.
import { useTranslation } from 'react-i18next';
import type { ImportedRow, ImportRow } from '../../../shared/api/imports.ts';
import { saveFile } from '../../ui/save-file.ts';
import { reportCsv } from './report-csv.ts';
import { useRowWords } from './use-row-words.ts';

/** A function that downloads the report of these rows. */
export function useDownloadReport(): (
  fileName: string,
  rows: readonly (ImportRow | ImportedRow)[],
) => void {
  const { t } = useTranslation(['imports', 'fields', 'shell']);
  const words = useRowWords();
  return (fileName, rows) => {
    const content = reportCsv(rows, {
      headings: [
        t('report.file'),
        t('report.row'),
        t('report.kind'),
        t('report.name'),
        t('report.team'),
        t('report.outcome'),
        t('report.match'),
        t('report.taken'),
        t('report.column'),
        t('report.value'),
        t('report.remark'),
      ],
      kind: ({ kind }) => (kind === null ? '' : t(`shell:kind.${kind}`)),
      outcome: words.outcome,
      field: (name) => t(`fields:label.${name}`),
      note: words.note,
    });
    const name = `${fileName.replace(/\.[^.]*$/, '')}-${t('report.suffix')}.csv`;
    saveFile({ name, type: 'text/csv', content });
  };
}
