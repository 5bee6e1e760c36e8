// How many rows fit where a list stands. Knows no list.
import { type RefObject, useEffect, useRef, useState } from 'react';

/** What to measure, and how many rows of the probe's height fit. */
export interface Capacity {
  readonly list: RefObject<HTMLDivElement | null>;
  /** An unseen row, as tall as each row of the list. */
  readonly probe: RefObject<HTMLDivElement | null>;
  /** At least 1; 0 before the first measurement. */
  readonly rows: number;
}

/** Measures again whenever the list or the probe changes its size. */
export function useCapacity(): Capacity {
  const list = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const [outer, row] = [list.current, probe.current];
    if (outer === null || row === null) return;
    const measure = () => {
      const height = row.getBoundingClientRect().height;
      if (height > 0) setRows(Math.max(1, Math.floor((outer.clientHeight + 1) / height)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(row);
    return () => observer.disconnect();
  }, []);
  return { list, probe, rows };
}
