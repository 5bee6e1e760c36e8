// What is said about a row and its values, in the reader's language.
import { useTranslation } from 'react-i18next';
import type { ImportedRow, ImportRow } from '../../../shared/api/imports.ts';

/** The words of rows. */
interface RowWords {
  outcome(row: ImportRow | ImportedRow): string;
  note(note: ImportRow['notes'][number]): string;
}

/** Needs the namespace `imports`. */
export function useRowWords(): RowWords {
  const { t } = useTranslation('imports');
  return {
    outcome(row) {
      if (row.problem !== null) return t(`problem.${row.problem}`);
      if ('done' in row) return t(`done.${row.done}`);
      if (row.outcome === 'repeated') return t('outcome.repeated', { row: row.earlierRow ?? 0 });
      if (row.match !== null && row.outcome !== 'new') {
        return t(`match.${row.match.type}.${row.match.match}`);
      }
      return t(`outcome.${row.outcome}`);
    },
    note: ({ code, isTaken }) => t(isTaken ? `taken.${code}` : `left.${code}`),
  };
}
