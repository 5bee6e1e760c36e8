// What an import brought, with the way back.
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportReceipt, UndoAnswer } from '../../../shared/api/imports.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import classes from './imports.module.css';
import { RowList } from './RowList.tsx';

interface DoneStepProps {
  receipt: ImportReceipt;
  undone: UndoAnswer | null;
  boardPath: string;
  onUndo: () => Promise<unknown>;
  onAnother: () => void;
}

/** The receipt. */
export function DoneStep({ receipt, undone, boardPath, onUndo, onAnother }: DoneStepProps) {
  const { t } = useTranslation('imports');
  const { created, improved, skipped, refused, organisations, teams } = receipt;
  const counts = [
    { key: 'created', count: created },
    { key: 'improved', count: improved },
    { key: 'organisations', count: organisations },
    { key: 'teams', count: teams },
    { key: 'skipped', count: skipped },
    { key: 'refused', count: refused },
  ].filter(({ key, count }) => key === 'created' || count > 0);
  return (
    <div className={classes.stack}>
      <section className={classes.done} role="status">
        <IconCircleCheck size={28} aria-hidden="true" />
        <div className={classes.grow}>
          <p className={classes.strong}>
            {undone === null
              ? t('done.title', { file: receipt.fileName })
              : t('undo.done', { count: undone.removed })}
          </p>
          {undone === null ? (
            <ul className={classes.counts}>
              {counts.map(({ key, count }) => (
                <li key={key}>{t(`counts.${key}`, { count })}</li>
              ))}
            </ul>
          ) : (
            undone.kept.length > 0 && (
              <>
                <p>{t('undo.kept', { count: undone.kept.length })}</p>
                <ul className={classes.counts}>
                  {undone.kept.map(({ documentId, title }) => (
                    <li key={documentId}>
                      <Link to={`/documents/${documentId}`}>
                        <bdi>{title}</bdi>
                      </Link>
                    </li>
                  ))}
                </ul>
              </>
            )
          )}
          <div className={classes.buttons}>
            <Button component={Link} to={boardPath}>
              {t('done.board')}
            </Button>
            <Button variant="default" onClick={onAnother}>
              {t('done.another')}
            </Button>
            {undone === null && receipt.canUndo && (
              <ConfirmButton
                variant="default"
                question={t('undo.question')}
                confirm={t('undo.confirm')}
                leftSection={<IconArrowBackUp size={18} />}
                onConfirm={onUndo}
              >
                {t('undo.button')}
              </ConfirmButton>
            )}
          </div>
        </div>
      </section>
      {undone === null && <RowList fileName={receipt.fileName} rows={receipt.rows} />}
    </div>
  );
}
