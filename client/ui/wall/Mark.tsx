// The picture of the hackathon on its wall, or ours where it has none.
import { Logo } from '../Logo.tsx';
import classes from './Mark.module.css';

/** Decorative: the name of the hackathon stands beside it. */
export function Mark({ logoPath }: { logoPath: string | null }) {
  if (logoPath !== null) return <img className={classes.picture} src={logoPath} alt="" />;
  return (
    <span className={classes.mark}>
      <Logo size={32} />
    </span>
  );
}
