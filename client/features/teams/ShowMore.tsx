// A long list in steps: sixty teams with eighty documents each are more than a phone can draw.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ShowMoreProps<T> {
  items: readonly T[];
  /** How many at first, and how many each press adds. */
  step: number;
  children: (items: readonly T[]) => ReactNode;
}

/** The first items, and a button for the next ones. */
export function ShowMore<T>({ items, step, children }: ShowMoreProps<T>) {
  const { t } = useTranslation('teams');
  const [shown, setShown] = useState(step);
  const rest = items.length - shown;
  return (
    <>
      {children(rest > 0 ? items.slice(0, shown) : items)}
      {rest > 0 && (
        <Button variant="subtle" onClick={() => setShown(shown + step)}>
          {t('more', { count: Math.min(rest, step) })}
        </Button>
      )}
    </>
  );
}
