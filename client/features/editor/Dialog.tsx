// A dialog with its title and a way out. Built from the kit's parts, because its ready-made one wraps
// the title in a second page header, which screen readers then list among the landmarks.
import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  size?: string;
  onClose(): void;
  children: ReactNode;
}

/** A dialog in the middle of the screen, open as long as it is rendered. */
export function Dialog({ title, size = 'md', onClose, children }: DialogProps) {
  const { t } = useTranslation('editor');
  return (
    <Modal.Root opened onClose={onClose} centered size={size}>
      <Modal.Overlay />
      <Modal.Content radius="lg">
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <div className={classes.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A sheet that comes up from the bottom of a phone. */
export function Sheet({ title, isOpen, onClose, children }: DialogProps & { isOpen: boolean }) {
  const { t } = useTranslation('editor');
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="bottom" size="auto">
      <Drawer.Overlay />
      <Drawer.Content radius="lg" className={classes.sheet}>
        <div className={classes.head}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('close')} />
        </div>
        <div className={classes.body}>{children}</div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
