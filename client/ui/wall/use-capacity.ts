// The place where a list stands and the size of one of its cells. Knows no list.
import { type RefObject, useEffect, useRef, useState } from 'react';
import { countFitting, type Size } from './capacity.ts';

/** What to measure, and how often the probe fits. */
interface Capacity {
  readonly list: RefObject<HTMLDivElement | null>;
  /** An unseen cell, as tall as each row of the list and as wide as a column must be. */
  readonly probe: RefObject<HTMLDivElement | null>;
  readonly room: Size;
  readonly cell: Size;
  /** At least 1; 0 before the first measurement. */
  readonly rows: number;
  /** At least 1. */
  readonly columns: number;
}

const UNMEASURED: Size = { width: 0, height: 0 };

/** Measures again whenever the list or the probe changes its size. */
export function useCapacity(): Capacity {
  const list = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const [{ room, cell }, setSizes] = useState({ room: UNMEASURED, cell: UNMEASURED });
  useEffect(() => {
    const [outer, one] = [list.current, probe.current];
    if (outer === null || one === null) return;
    const measure = () => {
      const room = { width: outer.clientWidth, height: outer.clientHeight };
      const { width, height } = one.getBoundingClientRect();
      setSizes((before) =>
        isSame(before.room, room) && isSame(before.cell, { width, height })
          ? before
          : { room, cell: { width, height } },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(one);
    return () => observer.disconnect();
  }, []);
  return { list, probe, room, cell, ...countFitting(room, cell) };
}

function isSame(first: Size, second: Size): boolean {
  return first.width === second.width && first.height === second.height;
}
