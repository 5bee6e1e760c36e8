// What differs between two versions, field by field.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../shared/kinds.ts';
import { FormError } from '../../ui/FormError.tsx';
import { FieldRuns } from './DiffRuns.tsx';
import { diffQuery } from './document-query.ts';
import classes from './history.module.css';
import { ownLanguageName } from './place-names.ts';

interface FieldDiffsProps {
  id: string;
  kind: Kind;
  /** Version ids, `first` or `now`. */
  from: string;
  to: string;
}

/** The fields that differ, in the order of the form. */
export function FieldDiffs({ id, kind, from, to }: FieldDiffsProps) {
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
            <FieldRuns kind={kind} diff={diff} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
