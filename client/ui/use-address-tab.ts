// Which tab of a page is open, kept in `?tab=`, so that a link or a reload opens the same one.
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/** `asked` as the address has it, unchecked; `open` writes it; `list` is the ref of the tabs. */
export function useAddressTab() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the tabs are wider than the screen, and an address may open the last one.
    const active = list.current?.querySelector(`[data-tab="${asked}"]`);
    active?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [asked]);
  const open = (tab: string) => setSearch({ tab }, { replace: true });
  return { asked, open, list };
}
