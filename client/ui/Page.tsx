// The column a screen stands in.
import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  children: ReactNode;
  /** `narrow` for forms and reading, `wide` for tables; the default suits everything else. */
  width?: 'narrow' | 'normal' | 'wide';
}

/** Keeps a screen's lines at a length that can be read. */
export function Page({ children, width = 'normal' }: PageProps) {
  return (
    <div className={`${classes.page} ${classes[width]}`} data-width={width}>
      {children}
    </div>
  );
}
