// One row of a file: what it says, what it is like, what becomes of it, and remarks on its values.
import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportChoice, ImportedRow, ImportRow } from '../../../shared/api/imports.ts';
import { KindBadge } from '../../ui/KindBadge.tsx';
import spoken from '../../ui/spoken.module.css';
import classes from './imports.module.css';
import { type Choices, choiceOf, optionsOf } from './row-filter.ts';
import { useRowWords } from './use-row-words.ts';

interface RowItemProps {
  row: ImportRow | ImportedRow;
  choices?: Choices;
  onChoose?: (index: number, choice: ImportChoice) => void;
}

/** Shown as it will be, or as it was done. */
export function RowItem({ row, choices, onChoose }: RowItemProps) {
  const { t } = useTranslation('imports');
  const words = useRowWords();
  const options = optionsOf(row);
  const documentId = 'documentId' in row ? row.documentId : null;
  const title = row.title === '' ? (row.team ?? '—') : row.title;
  return (
    <li className={classes.row} data-outcome={row.outcome}>
      <span className={classes.number} title={row.file}>
        <span className={spoken.only}>{t('rows.row')}</span> {row.row}
      </span>
      <div className={classes.grow}>
        <bdi className={classes.strong}>
          {documentId === null ? title : <Link to={`/documents/${documentId}`}>{title}</Link>}
        </bdi>
        <div className={classes.about}>
          {row.kind !== null && <KindBadge kind={row.kind} />}
          {row.team !== null && row.title !== '' && <bdi>{row.team}</bdi>}
          {row.file !== '' && <bdi>{row.file}</bdi>}
        </div>
        {row.notes.length > 0 && (
          <ul className={classes.notes}>
            {row.notes.map((note, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two remarks may be the same.
              <li key={place} data-taken={note.isTaken || undefined}>
                {note.isTaken ? (
                  <IconArrowForwardUp size={16} aria-hidden="true" />
                ) : (
                  <IconAlertTriangle size={16} aria-hidden="true" />
                )}
                <span>
                  <bdi className={classes.strong}>{note.column}</bdi> <q>{note.value}</q>
                  {' · '}
                  {words.note(note)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={classes.fate}>
        <span className={classes.outcome}>{words.outcome(row)}</span>
        {row.match !== null && (
          <a href={row.match.path} target="_blank" rel="noreferrer">
            <bdi>{row.match.title}</bdi>
            {row.match.teamName !== null && <bdi> · {row.match.teamName}</bdi>}
          </a>
        )}
        {choices !== undefined && onChoose !== undefined && options.length > 0 && (
          <NativeSelect
            size="sm"
            aria-label={t('rows.choice', { title })}
            value={choiceOf(row, choices)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              const choice = options.find((one) => one === value);
              if (choice !== undefined) onChoose(row.index, choice);
            }}
            data={options.map((value) => ({ value, label: t(`choice.${value}`) }))}
          />
        )}
      </div>
    </li>
  );
}
