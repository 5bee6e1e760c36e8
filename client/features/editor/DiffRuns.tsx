// What came and went in a field, as text one can read aloud: signs and strokes, not colour alone (CL9).
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDiff } from '../../../shared/api/history.ts';
import { type Field, isRunningText } from '../../../shared/fields/field.ts';
import { getField } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { partyLine } from '../../../shared/party-name.ts';
import { isKnownTag } from '../../../shared/tags.ts';
import { useCountries } from '../../ui/countries.ts';
import { formatDate } from '../../ui/format.ts';
import spoken from '../../ui/spoken.module.css';
import classes from './diff-runs.module.css';
import { shortenRuns } from './diff-runs.ts';
import { useLanguages } from './place-names.ts';

type Run = FieldDiff['runs'][number];

/** The runs of one field; what is kept as ids is shown by its names. */
export function FieldRuns({ kind, diff }: { kind: Kind; diff: FieldDiff }) {
  const { t } = useTranslation('editor');
  const field = getField(kind, diff.field);
  const wordsOf = useRunWords(diff.field, field);
  const isItems = field !== null && field.type !== 'signatories' && !isRunningText(field);
  return shortenRuns(diff.runs).map((run, index) => {
    const Mark = MARKS[run.type];
    const words = wordsOf(run);
    // Runs never move: a new comparison is a new list.
    const key = `${index}.${run.type}`;
    return (
      <Fragment key={key}>
        {index > 0 && (run.party !== undefined ? '\n' : isItems && ', ')}
        {Mark === null ? (
          words
        ) : (
          <Mark className={classes[run.type]}>
            {/* Set apart: the direction of the whole is that of what was written. */}
            <bdi className={spoken.only}>{t(`history.${run.type}`)} </bdi>
            {words}
          </Mark>
        )}
      </Fragment>
    );
  });
}

const MARKS = { same: null, added: 'ins', removed: 'del' } as const;

/** A function that names what a run of this field keeps as ids: options, countries, tags, parties. */
function useRunWords(name: string, field: Field | null): (run: Run) => string {
  const { t, i18n } = useTranslation(['fields', 'editor']);
  const countries = useCountries();
  const languages = useLanguages();
  return ({ type, text, party }) => {
    if (party !== undefined) {
      return partyLine(type, party, {
        country: countries.name,
        kind: (kind) => t(`fields:signatoryKind.${kind}`),
        unconfirmed: t('editor:signatory.unconfirmed'),
      });
    }
    if (field?.type === 'tags') return isKnownTag(text) ? t(`fields:tag.${text}`) : text;
    if (field?.type === 'date') return formatDate(text, i18n.language);
    switch (field?.options) {
      case 'countries':
        return countries.name(text);
      case 'languages':
        return languages.name(text);
      case 'spdx':
      case undefined:
        return text;
      default:
        return field?.options?.includes(text) ? t(`fields:option.${name}.${text}`) : text;
    }
  };
}
