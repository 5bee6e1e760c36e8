// The sun over the ridge, behind what is worth clapping for.
import classes from './Sunrise.module.css';

/** Fills the place it stands in; its parent is positioned. */
export function Sunrise() {
  return (
    <svg
      className={classes.sunrise}
      viewBox="0 0 1440 320"
      preserveAspectRatio="xMaxYMax slice"
      aria-hidden="true"
    >
      <circle className={classes.sun} cx="1150" cy="190" r="120" />
      <path
        className={classes.far}
        d="M0 270 150 215l90 40 170-92 96 60 84-38 130 80 120-62 100 48 140-106 120 88 90-44 150 84v50H0Z"
      />
      <path
        className={classes.near}
        d="M0 300 200 262l180 30 220-44 210 40 190-34 220 38 220-28v60H0Z"
      />
    </svg>
  );
}
