// A button for what cannot be taken back: asks once, right where it was pressed.
import { Button, type ButtonProps, Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ConfirmButton.module.css';

interface ConfirmButtonProps
  extends Pick<ButtonProps, 'size' | 'variant' | 'color' | 'leftSection' | 'disabled'> {
  children: ReactNode;
  /** What will happen, as a question. */
  question: string;
  /** The word on the button that does it. */
  confirm: string;
  onConfirm: () => Promise<unknown>;
  /** Read out when `children` alone does not tell it from its neighbours. */
  label?: string;
}

/** Press, read, confirm. */
export function ConfirmButton({
  children,
  question,
  confirm,
  onConfirm,
  label,
  ...look
}: ConfirmButtonProps) {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      withArrow
      trapFocus
      returnFocus
      width={290}
      shadow="md"
    >
      <Popover.Target>
        <Button {...look} aria-label={label} onClick={() => setOpen(!isOpen)}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label ?? confirm}>
        <p className={classes.question}>{question}</p>
        <div className={classes.answers}>
          <Button variant="default" size="sm" onClick={() => setOpen(false)}>
            {t('cancel')}
          </Button>
          <Button color="red" size="sm" loading={isBusy} onClick={() => void act()}>
            {confirm}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
