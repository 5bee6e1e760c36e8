// What a table would bring, row by row, the wrong ones first.
import { useTranslation } from 'react-i18next';
import type { ImportAnswer } from '../../../shared/api/hackathons.ts';
import { KindBadge } from '../../ui/KindBadge.tsx';
import classes from './settings.module.css';

/** The rows that need mending stand above the others. */
export function ImportPreview({ answer }: { answer: ImportAnswer }) {
  const { t } = useTranslation('hackathon-settings');
  const wrong = answer.rows.filter(({ outcome }) => outcome === 'problem');
  const rows = [...wrong, ...answer.rows.filter((row) => !wrong.includes(row))];
  return (
    <div className={classes.preview}>
      <p className={classes.text} role="status">
        {wrong.length > 0
          ? t('import.wrong', { count: wrong.length })
          : t('import.summary', { teams: answer.teams, entries: answer.entries })}
      </p>
      {rows.length > 0 && (
        <ul className={classes.list}>
          {rows.map(({ line, team, kind, name, outcome, problem }) => (
            <li key={line} className={classes.item}>
              <span className={classes.number} title={t('import.line', { line })}>
                {line}
              </span>
              <div className={classes.grow}>
                <bdi className={classes.strong}>{team === '' ? '—' : team}</bdi>
                <div className={classes.entry}>
                  {kind !== null && <KindBadge kind={kind} />}
                  <bdi>{name}</bdi>
                </div>
              </div>
              <span className={problem === null ? classes.outcome : classes.problem}>
                {problem === null ? t(`import.outcome.${outcome}`) : t(`import.problem.${problem}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
