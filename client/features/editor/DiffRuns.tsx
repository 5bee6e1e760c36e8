// What came and went in a field, as text one can read aloud: signs and strokes, not colour alone (CL9).
import { useTranslation } from 'react-i18next';
import type { FieldDiff } from '../../../shared/api/history.ts';
import { getField } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { isKnownTag } from '../../../shared/tags.ts';
import { useCountries } from '../../ui/countries.ts';
import spoken from '../../ui/spoken.module.css';
import classes from './diff-runs.module.css';
import { shortenRuns } from './diff-runs.ts';
import { useLanguages } from './place-names.ts';

interface RunsProps {
  runs: FieldDiff['runs'];
  /** Words for an item that is kept as an id. */
  name(text: string): string;
}

/** The runs of one field; ids of lists are shown by their names. */
export function FieldRuns({ kind, diff }: { kind: Kind; diff: FieldDiff }) {
  const nameOf = useItemNames(kind);
  return <Runs runs={diff.runs} name={nameOf(diff.field)} />;
}

function Runs({ runs, name }: RunsProps) {
  const { t } = useTranslation('editor');
  return shortenRuns(runs).map((run, index) => {
    // Runs never move: a new comparison is a new list.
    const key = `${index}.${run.type}`;
    if (run.type === 'same') return <span key={key}>{name(run.text)}</span>;
    const Mark = run.type === 'added' ? 'ins' : 'del';
    return (
      <Mark key={key} className={classes[run.type]}>
        {/* Set apart: the direction of the whole is that of what was written. */}
        <bdi className={spoken.only}>{t(`history.${run.type}`)} </bdi>
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
