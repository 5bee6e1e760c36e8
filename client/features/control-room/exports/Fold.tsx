// A list that unfolds, with how much is in it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './exports.module.css';

interface FoldProps {
  title: string;
  count: number;
  isOpen?: boolean;
  children: ReactNode;
}

/** Nothing where there is nothing in it. */
export function Fold({ title, count, isOpen = false, children }: FoldProps) {
  const { i18n } = useTranslation();
  if (count === 0) return null;
  return (
    <details className={classes.fold} open={isOpen}>
      <summary>
        {title}
        <span className={classes.count}>{new Intl.NumberFormat(i18n.language).format(count)}</span>
      </summary>
      {children}
    </details>
  );
}
