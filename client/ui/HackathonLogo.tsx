// The picture a hackathon chose for itself, beside its name.
import classes from './HackathonLogo.module.css';

/** Nothing where there is none; without words, for its name stands beside it. */
export function HackathonLogo({ path }: { path: string | null }) {
  return path === null ? null : <img className={classes.logo} src={path} alt="" />;
}
