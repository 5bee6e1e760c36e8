// The field for the PIN of a shared browser: digits only, hidden, with the number keys of a phone.
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface PinFieldProps {
  value: string;
  onChange: (pin: string) => void;
  label: string;
  description?: string;
  /** A PIN that exists, not one being chosen. */
  isKnown?: boolean;
  /** Large where it is the whole screen. */
  size?: 'md' | 'lg';
  autoFocus?: boolean;
}

const MAX_DIGITS = 8;

/** Whether what is typed can be a PIN. */
export function isPin(typed: string): boolean {
  return /^\d{4,8}$/.test(typed);
}

/** Takes four to eight digits. */
export function PinField({
  value,
  onChange,
  label,
  description,
  isKnown,
  size = 'lg',
  autoFocus,
}: PinFieldProps) {
  const { t } = useTranslation('shell');
  return (
    <PasswordInput
      label={label}
      description={description}
      size={size}
      dir="ltr"
      inputMode="numeric"
      maxLength={MAX_DIGITS}
      autoComplete={isKnown ? 'current-password' : 'new-password'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
      visibilityToggleButtonProps={{ 'aria-label': t('show-pin') }}
      autoFocus={autoFocus}
      data-autofocus={autoFocus}
      required
      withAsterisk={false}
    />
  );
}
