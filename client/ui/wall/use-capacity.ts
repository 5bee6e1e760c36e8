// How many rows and columns fit where a list stands. Knows no list.
import { type RefObject, useEffect, useRef, useState } from 'react';

/** What to measure, and how often the probe fits. */
export interface Capacity {
  readonly list: RefObject<HTMLDivElement | null>;
  /** An unseen cell, as tall as each row of the list and as wide as a column must be. */
  readonly probe: RefObject<HTMLDivElement | null>;
  /** At least 1; 0 before the first measurement. */
  readonly rows: number;
  /** At least 1. */
  readonly columns: number;
}

/** Measures again whenever the list or the probe changes its size. */
export function useCapacity(): Capacity {
  const list = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ rows: 0, columns: 1 });
  useEffect(() => {
    const [outer, row] = [list.current, probe.current];
    if (outer === null || row === null) return;
    const measure = () => {
      const cell = row.getBoundingClientRect();
      if (cell.height === 0) return;
      const rows = Math.max(1, Math.floor((outer.clientHeight + 1) / cell.height));
      const columns = Math.max(1, Math.floor((outer.clientWidth + 1) / cell.width));
      setRoom((before) =>
        before.rows === rows && before.columns === columns ? before : { rows, columns },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(row);
    return () => observer.disconnect();
  }, []);
  return { list, probe, ...room };
}
