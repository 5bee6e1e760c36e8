// What can be done with one row of a list, behind three dots. Knows no row.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface ActionsMenuProps {
  /** Names the row: there is such a button in each. */
  label: string;
  /** Of the open menu, px. */
  width: number;
  /** Items of the menu. */
  children: ReactNode;
}

/** The button, and the menu it opens. */
export function ActionsMenu({ label, width, children }: ActionsMenuProps) {
  return (
    <Menu position="bottom-end" width={width}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={label}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
