// A number that counts to its new value, so that a hall sees it change. Screen readers get the value only.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import spoken from '../spoken.module.css';
import { prefersStillness } from './prefers-stillness.ts';
import classes from './Wall.module.css';

/** Long enough to be seen, short enough that a second change does not wait. */
const ROLL_MS = 900;

/** Shows `value`, rolling from what it showed before. */
export function RollingNumber({ value }: { value: number }) {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  // React writes the first value only; the digits are then turned frame by frame past it.
  const [first] = useState(() => format.format(value));

  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const numbers = new Intl.NumberFormat(i18n.language);
    const show = (now: number) => {
      shown.current = now;
      target.textContent = numbers.format(now);
    };
    const from = shown.current;
    if (from === value || prefersStillness()) {
      show(value);
      return;
    }
    target.animate(
      { transform: ['scale(1)', 'scale(1.06)', 'scale(1)'], opacity: [1, 0.85, 1] },
      { duration: ROLL_MS, easing: 'ease-out' },
    );
    let frame = 0;
    let startedAt: number | null = null;
    const turn = (at: number) => {
      startedAt ??= at;
      const passed = Math.min(1, (at - startedAt) / ROLL_MS);
      show(Math.round(from + (value - from) * (1 - (1 - passed) ** 3)));
      if (passed < 1) frame = requestAnimationFrame(turn);
    };
    frame = requestAnimationFrame(turn);
    return () => cancelAnimationFrame(frame);
  }, [value, i18n.language]);

  return (
    <>
      <span ref={element} className={classes.rolling} aria-hidden="true">
        {first}
      </span>
      <span className={spoken.only}>{format.format(value)}</span>
    </>
  );
}
