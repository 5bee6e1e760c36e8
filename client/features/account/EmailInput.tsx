// The field for the address somebody signs in with, the same wherever it is asked for.
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface EmailInputProps {
  description?: string;
  value: string;
  onChange: (email: string) => void;
}

/** Password managers know it as the name of the account. */
export function EmailInput({ description, value, onChange }: EmailInputProps) {
  const { t } = useTranslation('account');
  return (
    <TextInput
      label={t('email')}
      description={description}
      type="email"
      size="md"
      dir="ltr"
      autoComplete="username"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      withAsterisk={false}
    />
  );
}
