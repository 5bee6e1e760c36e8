// A question before something is taken from somebody.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './settings.module.css';

interface AskDialogProps {
  title: string;
  children: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Says what will happen, and does it on a second press. */
export function AskDialog({ title, children, confirm, onConfirm, onClose }: AskDialogProps) {
  const { t } = useTranslation('shell');
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <p className={classes.text}>{children}</p>
      <div className={classes.answers}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color="red" loading={isBusy} onClick={() => void act()}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
