// A sheet that comes up from the bottom of a phone. It looks like a dialog, because it is one.
import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';
import { useKeptFocus } from './use-kept-focus.ts';

interface SheetProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}

/** Keeps the keyboard inside while it is open, and gives it back. */
export function Sheet({ isOpen, onClose, title, children }: SheetProps) {
  const { t } = useTranslation('shell');
  useKeptFocus(isOpen);
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="bottom" size="auto">
      <Drawer.Overlay />
      <Drawer.Content radius="lg" className={classes.sheet}>
        <div className={classes.head}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('close')} size={40} iconSize={20} />
        </div>
        <div className={classes.body}>{children}</div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
