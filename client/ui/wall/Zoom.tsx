// Makes parts of the wall larger for a scene that is theirs alone.
import type { CSSProperties, ReactNode } from 'react';
import classes from './Wall.module.css';

/** Everything inside is `by` times as large as in the overview. */
export function Zoom({ by, children }: { by: number; children: ReactNode }) {
  return (
    <div className={classes.zoom} style={{ '--zoom': by } as CSSProperties}>
      {children}
    </div>
  );
}
