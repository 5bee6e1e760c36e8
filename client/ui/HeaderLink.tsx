// A link in the head of a page to another one that goes with it, as a button.
import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface HeaderLinkProps {
  to: string;
  icon: Icon;
  children: ReactNode;
}

/** The page's own work stands out from it. */
export function HeaderLink({ to, icon: Sign, children }: HeaderLinkProps) {
  return (
    <Button component={Link} to={to} variant="default" leftSection={<Sign size={18} />}>
      {children}
    </Button>
  );
}
