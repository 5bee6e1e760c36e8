// The last word before anything is written: how much, and the button.
import { Button } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './imports.module.css';

interface BringBarProps {
  work: { created: number; improved: number };
  /** Teams that will be made. */
  teams: number;
  isBusy: boolean;
  /** The rows are being read again. */
  isStale: boolean;
  onBring: () => void;
}

/** Stays in sight below a long list. */
export function BringBar({ work, teams, isBusy, isStale, onBring }: BringBarProps) {
  const { t } = useTranslation('imports');
  const { created, improved } = work;
  const isNothing = created + improved + teams === 0;
  return (
    <div className={classes.bring}>
      <p role="status">
        {isNothing
          ? t('bring.nothing')
          : [
              created > 0 ? t('bring.created', { count: created }) : null,
              improved > 0 ? t('bring.improved', { count: improved }) : null,
              teams > 0 ? t('bring.teams', { count: teams }) : null,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
      </p>
      <Button
        size="md"
        disabled={isNothing || isStale}
        loading={isBusy}
        leftSection={<IconTableImport size={18} />}
        onClick={onBring}
      >
        {t('bring.button')}
      </Button>
    </div>
  );
}
