// Every row of the file, a page at a time: what is new, what is known already, what is wrong.
import { Button, Pagination } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportChoice, ImportedRow, ImportRow } from '../../../shared/api/imports.ts';
import spoken from '../../ui/spoken.module.css';
import classes from './imports.module.css';
import { RowItem } from './RowItem.tsx';
import { type Choices, isShown, ROW_FILTERS, type RowFilter } from './row-filter.ts';
import { useDownloadReport } from './use-download-report.ts';

interface RowListProps {
  fileName: string;
  rows: readonly (ImportRow | ImportedRow)[];
  /** Absent once it is done. */
  choices?: Choices;
  onChoose?: (index: number, choice: ImportChoice) => void;
  /** Chooses for all rows of the filter that leave a choice. */
  onChooseAll?: (filter: RowFilter, choice: ImportChoice) => void;
}

const ROWS_A_PAGE = 50;

/** Filters with their counts, the rows, and the report as a file. */
export function RowList({ fileName, rows, choices, onChoose, onChooseAll }: RowListProps) {
  const { t } = useTranslation('imports');
  const downloadReport = useDownloadReport();
  const [filter, setFilter] = useState<RowFilter>('all');
  const [page, setPage] = useState(1);
  const shown = rows.filter((row) => isShown(row, filter));
  const pages = Math.max(1, Math.ceil(shown.length / ROWS_A_PAGE));
  const current = Math.min(page, pages);
  const counted = ROW_FILTERS.map((one) => ({
    one,
    count: rows.filter((row) => isShown(row, one)).length,
  })).filter(({ one, count }) => one === 'all' || count > 0);
  return (
    <section className={classes.section} aria-label={t('rows.title')}>
      <div className={classes.bar}>
        <fieldset className={classes.filters}>
          <legend className={spoken.only}>{t('rows.filter')}</legend>
          {counted.map(({ one, count }) => (
            <button
              key={one}
              type="button"
              className={classes.filter}
              aria-pressed={filter === one}
              onClick={() => {
                setFilter(one);
                setPage(1);
              }}
            >
              {t(`filter.${one}`)} <span className={classes.count}>{count}</span>
            </button>
          ))}
        </fieldset>
        <Button
          variant="subtle"
          size="sm"
          leftSection={<IconDownload size={16} />}
          onClick={() => downloadReport(fileName, rows)}
        >
          {t('report.download')}
        </Button>
      </div>
      {filter === 'alike' && onChooseAll !== undefined && (
        <div className={classes.all}>
          <span className={classes.soft}>{t('rows.all-of-these')}</span>
          <Button size="xs" variant="default" onClick={() => onChooseAll(filter, 'skip')}>
            {t('choice.skip')}
          </Button>
          <Button size="xs" variant="default" onClick={() => onChooseAll(filter, 'create')}>
            {t('choice.create')}
          </Button>
        </div>
      )}
      <ul className={classes.rows}>
        {shown.slice((current - 1) * ROWS_A_PAGE, current * ROWS_A_PAGE).map((row) => (
          <RowItem
            key={row.index}
            row={row}
            {...(choices === undefined || onChoose === undefined ? {} : { choices, onChoose })}
          />
        ))}
      </ul>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={current}
          onChange={setPage}
          siblings={1}
          getControlProps={(control) => ({ 'aria-label': t(`rows.${control}`) })}
          getItemProps={(place) => ({ 'aria-label': t('rows.page', { page: place }) })}
        />
      )}
    </section>
  );
}
