// A text with the words somebody searched for marked in it.
import { highlight } from '../../shared/highlight.ts';
import classes from './Highlighted.module.css';

interface HighlightedProps {
  text: string;
  /** Folded, as `typedWords` leaves them. */
  words: readonly string[];
}

/** The text, its hits as `mark`. */
export function Highlighted({ text, words }: HighlightedProps) {
  let at = 0;
  return highlight(text, words).map(({ text: stretch, isHit }) => {
    const key = at;
    at += stretch.length;
    return isHit ? (
      <mark key={key} className={classes.hit}>
        {stretch}
      </mark>
    ) : (
      <span key={key}>{stretch}</span>
    );
  });
}
