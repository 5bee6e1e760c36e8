// Why a file cannot be read: the reason, and the row and column it breaks at.
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';

/** Nothing while `error` is null. */
export function FileError({ error }: { error: Error | null }) {
  const { t } = useTranslation('imports');
  const fault = faultOf(error);
  if (fault === null) return <FormError error={error} />;
  const { reason, row, column } = fault;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} role="alert">
      {t(`reason.${reason}`)}
      {row !== null &&
        ` ${column === null ? t('at-row', { row }) : t('at-place', { row, column })}`}
    </Alert>
  );
}

function faultOf(error: Error | null) {
  if (!(error instanceof ApiError) || error.code !== 'import_unreadable') return null;
  const { reason, row, column } = (error.details ?? {}) as Record<string, unknown>;
  if (typeof reason !== 'string') return null;
  return {
    reason,
    row: typeof row === 'number' ? row : null,
    column: typeof column === 'number' ? column : null,
  };
}
