// The field for the password somebody has, the same wherever it is asked for.
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface CurrentPasswordInputProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
}

/** Password managers fill it; it can be shown. */
export function CurrentPasswordInput({ label, value, onChange }: CurrentPasswordInputProps) {
  const { t } = useTranslation('account');
  return (
    <PasswordInput
      label={label}
      size="md"
      autoComplete="current-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
      required
      withAsterisk={false}
    />
  );
}
