// The field in which somebody chooses a password, the same wherever one is chosen.
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PASSWORD_LENGTH } from './password-length.ts';

interface NewPasswordInputProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
}

/** Says how long a password has to be, and can show it. */
export function NewPasswordInput({ label, value, onChange }: NewPasswordInputProps) {
  const { t } = useTranslation('account');
  return (
    <PasswordInput
      label={label}
      description={t('password-hint', { count: PASSWORD_LENGTH })}
      size="md"
      autoComplete="new-password"
      minLength={PASSWORD_LENGTH}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
      required
      withAsterisk={false}
    />
  );
}
