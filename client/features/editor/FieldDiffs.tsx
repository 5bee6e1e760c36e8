// What differs between two versions, field by field, as text one can read aloud: signs and strokes,
// not colour alone (CL9).
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldDiff } from '../../../shared/api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { shortenRuns } from './diff-runs.ts';
import { diffQuery } from './document-query.ts';
import classes from './history.module.css';
import { ownLanguageName } from './place-names.ts';

/** The fields that differ, in the order of the form. */
export function FieldDiffs({ id, from, to }: { id: string; from: string; to: string }) {
  const { t } = useTranslation(['editor', 'fields']);
  const { data, error } = useQuery(diffQuery(id, from, to));
  if (error !== null) return <FormError error={error} />;
  if (data === undefined) return <p className={classes.soft}>{t('editor:history.comparing')}</p>;
  if (data.length === 0) return <p className={classes.soft}>{t('editor:history.same')}</p>;
  return (
    <dl className={classes.diffs}>
      {data.map((diff) => (
        <div key={`${diff.field}.${diff.language}`}>
          <dt>
            {t(`fields:label.${diff.field}`)}
            {diff.language !== null && ` (${ownLanguageName(diff.language)})`}
          </dt>
          <dd dir="auto" lang={diff.language ?? undefined}>
            <Runs runs={diff.runs} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Runs({ runs }: { runs: FieldDiff['runs'] }) {
  const { t } = useTranslation('editor');
  return shortenRuns(runs).map((run, index) => {
    // Runs never move: a new comparison is a new list.
    const key = `${index}.${run.type}`;
    if (run.type === 'same') return <span key={key}>{run.text}</span>;
    const Mark = run.type === 'added' ? 'ins' : 'del';
    return (
      <Mark key={key}>
        <span className={classes.spoken}>{t(`history.${run.type}`)} </span>
        {run.text}
      </Mark>
    );
  });
}
