// The field for a person's own name, the same wherever an account asks for it.
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface NameInputProps {
  description?: string;
  value: string;
  onChange: (name: string) => void;
}

/** As long as a name may be on the server. */
export function NameInput({ description, value, onChange }: NameInputProps) {
  const { t } = useTranslation('account');
  return (
    <TextInput
      label={t('name')}
      description={description}
      size="md"
      autoComplete="name"
      maxLength={80}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      withAsterisk={false}
    />
  );
}
