// Why a form was not taken, above its button.
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useErrorWords } from './error-words.ts';

/** Nothing while `error` is null or undefined. */
export function FormError({ error }: { error: unknown }) {
  const words = useErrorWords();
  if (error === null || error === undefined) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} role="alert">
      {words(error)}
    </Alert>
  );
}
