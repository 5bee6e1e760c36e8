// Nothing here yet: why, and what to do about it.
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  Icon?: Icon;
  title: string;
  children?: ReactNode;
}

/** A calm invitation instead of an empty list. */
export function EmptyState({ Icon, title, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      {Icon !== undefined && <Icon size={36} stroke={1.25} aria-hidden="true" />}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.more}>{children}</div>}
    </div>
  );
}
