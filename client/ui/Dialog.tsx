// A question or a small form over the page. The kit's own header would be a second banner to screen
// readers, and its cross has no name.
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';
import { useKeptFocus } from './use-kept-focus.ts';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** `lg` for what has to be read or compared. */
  size?: 'md' | 'lg' | 'xl';
}

/** Keeps the keyboard inside while it is open, and gives it back. */
export function Dialog({ isOpen, onClose, title, children, size = 'md' }: DialogProps) {
  const { t } = useTranslation('shell');
  useKeptFocus(isOpen);
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content radius="lg">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} size={40} iconSize={20} />
        </div>
        <Modal.Body className={classes.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
