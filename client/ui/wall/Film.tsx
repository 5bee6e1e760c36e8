// The film of a hackathon in a frame of its own, for a page beside the wall; may be played again.
import { useCallback, useState } from 'react';
import type { ClosingView } from '../../../shared/api/closing.ts';
import { Lapse } from './Lapse.tsx';
import classes from './Wall.module.css';

interface FilmProps {
  closing: ClosingView;
  className?: string;
}

/** Plays once, and again when it has ended. */
export function Film({ closing, className }: FilmProps) {
  const [showing, setShowing] = useState(0);
  const again = useCallback(() => setShowing((before) => before + 1), []);
  return (
    <div
      className={className === undefined ? classes.frame : `${classes.frame} ${className}`}
      data-theme="page"
    >
      <div className={classes.wall} data-scene="announcement" data-film>
        <Lapse key={showing} closing={closing} onEnd={again} />
      </div>
    </div>
  );
}
