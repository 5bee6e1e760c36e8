// A question before something that reaches others. Knows nothing of what it is.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './AskDialog.module.css';
import { Dialog } from './Dialog.tsx';

interface AskDialogProps {
  title: string;
  children: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** Takes nothing from anybody. */
  isHarmless?: boolean;
}

/** Says what will happen, and does it on a second press. */
export function AskDialog({
  title,
  children,
  confirm,
  onConfirm,
  onClose,
  isHarmless = false,
}: AskDialogProps) {
  const { t } = useTranslation('shell');
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <p className={classes.question}>{children}</p>
      <div className={classes.answers}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color={isHarmless ? undefined : 'red'} loading={isBusy} onClick={() => void act()}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
