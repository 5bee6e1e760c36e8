// A ridge at sunrise, at the foot of a page that has room. Decoration only.
import classes from './RidgePicture.module.css';

/** Three ridges, one sun. */
export function RidgePicture() {
  return (
    <svg
      className={classes.picture}
      viewBox="0 0 1440 320"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <circle className={classes.sun} cx="1080" cy="150" r="62" />
      <path
        className={classes.far}
        d="M0 250 150 190l90 44 170-96 96 62 84-40 130 84 120-66 100 50 140-112 120 92 90-46 150 88v70H0Z"
      />
      <path
        className={classes.middle}
        d="M0 282 120 236l110 40 190-72 120 66 150-46 130 52 160-84 110 58 130-30 150 60 170-36v76H0Z"
      />
      <path
        className={classes.near}
        d="M0 308 200 274l180 26 220-40 210 38 190-32 220 36 220-26v44H0Z"
      />
    </svg>
  );
}
