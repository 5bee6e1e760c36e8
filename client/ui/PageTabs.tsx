// The tabs that a page consists of; the open one is kept in `?tab=`, so that a link or a reload opens
// the same. Knows nothing of what they show.
import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import classes from './PageTabs.module.css';

interface PageTab {
  /** As the address has it. */
  readonly id: string;
  readonly title: string;
  /** How many wait in it; none when absent or 0. */
  readonly waiting?: number;
  readonly panel: ReactNode;
}

/** The first is open where the address names none of them. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly PageTab[] }) {
  const [search, setSearch] = useSearchParams();
  const list = useRef<HTMLDivElement>(null);
  const askedId = tabs.find(({ id }) => id === search.get('tab'))?.id;
  useEffect(() => {
    if (askedId === undefined) return;
    // On a phone the tabs are wider than the screen, and an address may open the last one.
    const tab = list.current?.querySelector(`[data-tab="${askedId}"]`);
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [askedId]);
  return (
    <Tabs
      value={askedId ?? tabs[0]?.id ?? null}
      onChange={(tab) => setSearch(tab === null ? {} : { tab }, { replace: true })}
      keepMounted={false}
    >
      <Tabs.List ref={list} className={classes.tabs} aria-label={label}>
        {tabs.map(({ id, title, waiting = 0 }) => (
          <Tabs.Tab key={id} value={id} data-tab={id}>
            {title}
            {waiting > 0 && <span className={classes.badge}>{waiting}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={classes.panel}>
        {tabs.map(({ id, panel }) => (
          <Tabs.Panel key={id} value={id}>
            {panel}
          </Tabs.Panel>
        ))}
      </div>
    </Tabs>
  );
}
