// Where the palette opens. It comes when it is first wanted: what is typed meanwhile is kept for it.
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import spoken from '../ui/spoken.module.css';

const CommandPalette = lazy(() => import('./CommandPalette.tsx'));

/** The palette, from the first letter on. */
export function PalettePlace({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const begun = useRef('');
  return (
    <Suspense
      fallback={
        <input
          className={spoken.only}
          aria-label={t('search')}
          ref={(input) => input?.focus({ preventScroll: true })}
          onChange={({ target }) => {
            begun.current = target.value;
          }}
          onKeyDown={({ key }) => {
            if (key === 'Escape') onClose();
          }}
        />
      }
    >
      <CommandPalette begun={begun} onClose={onClose} />
    </Suspense>
  );
}
