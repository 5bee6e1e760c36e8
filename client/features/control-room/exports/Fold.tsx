// A list that unfolds, with how much is in it.
import { type ReactNode, useState } from 'react';
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
  // Thousands of remarks are drawn only for whoever wants to read them.
  const [isUnfolded, setUnfolded] = useState(isOpen);
  if (count === 0) return null;
  return (
    <details
      className={classes.fold}
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open && setUnfolded(true)}
    >
      <summary>
        {title}
        <span className={classes.count}>{new Intl.NumberFormat(i18n.language).format(count)}</span>
      </summary>
      {(isOpen || isUnfolded) && children}
    </details>
  );
}
