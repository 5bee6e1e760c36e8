// Copies a text. A hall's server is often plain http, where browsers hide the clipboard's interface.
import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.ts';

interface CopyButtonProps extends Pick<ButtonProps, 'size' | 'variant'> {
  text: string;
  /** What is copied, for a list of such buttons. */
  label?: string;
}

const SHOWN_MS = 2000;

/** A button that says for a moment that it worked. */
export function CopyButton({ text, label, size = 'sm', variant = 'default' }: CopyButtonProps) {
  const { t } = useTranslation('shell');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    if (await copyText(text)) setCopied(true);
    else notifications.show({ color: 'red', message: t('copy-by-hand') });
  };
  return (
    <Button
      size={size}
      variant={variant}
      leftSection={isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      aria-label={label === undefined ? undefined : `${t('copy')}: ${label}`}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{isCopied ? t('copied') : t('copy')}</span>
    </Button>
  );
}
