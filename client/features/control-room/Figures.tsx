// A few numbers at a glance.
import { useTranslation } from 'react-i18next';
import classes from './Figures.module.css';

interface FiguresProps {
  figures: readonly { words: string; count: number }[];
}

/** The number large, what it counts below. */
export function Figures({ figures }: FiguresProps) {
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <dl className={classes.figures}>
      {figures.map(({ words, count }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{number.format(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
