// A button for what one can do with an entry that is there already. Entries stand in lists: it is small.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeptFocus } from './use-kept-focus.ts';

interface EntryButtonProps {
  /** The way most go on stands out from the others. */
  variant?: 'light' | 'default' | 'subtle';
  isBusy: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** Takes no second press while the first is under way. */
export function EntryButton({ variant = 'light', isBusy, onPress, children }: EntryButtonProps) {
  useKeptFocus(isBusy);
  return (
    <Button size="compact-sm" variant={variant} loading={isBusy} onClick={onPress}>
      {children}
    </Button>
  );
}
