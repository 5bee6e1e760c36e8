// What differs between two versions, field by field, as text one can read aloud: signs and strokes,
// not colour alone (CL9).
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldDiff } from '../../../shared/api/history.ts';
import { getField, type Kind } from '../../../shared/fields.ts';
import { isKnownTag } from '../../../shared/tags.ts';
import { FormError } from '../../ui/FormError.tsx';
import { shortenRuns } from './diff-runs.ts';
import { diffQuery } from './document-query.ts';
import classes from './history.module.css';
import { ownLanguageName, useCountries, useLanguages } from './place-names.ts';

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
  const nameOf = useItemNames(kind);
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
            <Runs runs={diff.runs} name={nameOf(diff.field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface RunsProps {
  runs: FieldDiff['runs'];
  /** Words for an item that is kept as an id. */
  name(text: string): string;
}

function Runs({ runs, name }: RunsProps) {
  const { t } = useTranslation('editor');
  return shortenRuns(runs).map((run, index) => {
    // Runs never move: a new comparison is a new list.
    const key = `${index}.${run.type}`;
    if (run.type === 'same') return <span key={key}>{name(run.text)}</span>;
    const Mark = run.type === 'added' ? 'ins' : 'del';
    return (
      <Mark key={key}>
        <span className={classes.spoken}>{t(`history.${run.type}`)} </span>
        {name(run.text)}
      </Mark>
    );
  });
}

/** A function that gives, for a field, the words of what it keeps as ids: options, countries, tags. */
function useItemNames(kind: Kind): (field: string) => (text: string) => string {
  const { t } = useTranslation('fields');
  const countries = useCountries();
  const languages = useLanguages();
  return (fieldName) => {
    const field = getField(kind, fieldName);
    switch (field?.type === 'choice' || field?.type === 'set' ? field.options : field?.type) {
      case 'countries':
        return countries.name;
      case 'languages':
        return languages.name;
      case 'tags':
        return (id) => (isKnownTag(id) ? t(`tag.${id}`) : id);
      default:
        return Array.isArray(field?.options) && field.type !== 'tags'
          ? (id) => (field.options?.includes(id) ? t(`option.${fieldName}.${id}`) : id)
          : (text) => text;
    }
  };
}
