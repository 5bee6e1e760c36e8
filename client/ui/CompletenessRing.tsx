// How complete something is, as a ring with its number. Knows no document.
import { useTranslation } from 'react-i18next';
import classes from './CompletenessRing.module.css';
import { formatPercent } from './format.ts';

interface CompletenessRingProps {
  /** 0 to 1. */
  ratio: number;
  size?: number;
  /** Shows a whole ring with a tick: what is in the catalogue is done, however much it could still say. */
  isFinalised?: boolean;
}

/** The whole way round, so that stroke lengths are shares. */
const LENGTH = 100;

/** A ring that fills; the number stands in it when there is room. */
export function CompletenessRing({ ratio, size = 44, isFinalised = false }: CompletenessRingProps) {
  const { t, i18n } = useTranslation('shell');
  const share = isFinalised ? 1 : Math.min(1, Math.max(0, ratio));
  // Rounded down: 100 % must mean that nothing is missing.
  const percent = Math.floor(share * 100);
  const label = isFinalised
    ? t('state.finalised')
    : t('completeness', { percent: formatPercent(share, i18n.language) });
  const isWhole = isFinalised || percent === 100;
  return (
    <svg
      className={isWhole ? `${classes.ring} ${classes.whole}` : classes.ring}
      width={size}
      height={size}
      viewBox="0 0 44 44"
      role="img"
      aria-label={label}
    >
      <circle className={classes.track} cx="22" cy="22" r="18.5" />
      {share > 0 && (
        <circle
          className={classes.arc}
          cx="22"
          cy="22"
          r="18.5"
          pathLength={LENGTH}
          strokeDasharray={`${share * LENGTH} ${LENGTH}`}
          transform="rotate(-90 22 22)"
        />
      )}
      {isFinalised ? (
        <path className={classes.tick} d="m15 22.5 5 5 9.5-10.5" />
      ) : (
        size >= 36 && (
          <text className={classes.number} x="22" y="22" dy="0.36em" textAnchor="middle">
            {percent}
          </text>
        )
      )}
    </svg>
  );
}
