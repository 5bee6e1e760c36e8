// Says that the words a translation was made from have changed since, by the server's log and clock.
import { useTranslation } from 'react-i18next';
import { rootName } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { isEmptyValue, type LocalisedValue } from '../../../shared/projection.ts';
import { useProjectionField } from '../../collab/hooks.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './field.module.css';
import { useForm } from './form-context.ts';
import { ownLanguageName } from './place-names.ts';
import { useWrittenAt } from './written-at.ts';

/** Nothing for the source itself, an empty text, or a translation newer than its source. */
export function StaleTranslation({ field, language }: { field: Field; language: string }) {
  const { t } = useTranslation('editor');
  const { languages, canEdit, beside, showBeside } = useForm();
  const values = (useProjectionField(field.name) ?? {}) as LocalisedValue;
  const writtenAt = useWrittenAt();
  // The first of the hackathon's languages in which there is something is what others are made from.
  const source = languages.find((one) => !isEmptyValue(values[one]));
  if (!canEdit || source === undefined || source === language) return null;
  if (isEmptyValue(values[language])) return null;
  const sourceAt = writtenAt.get(rootName(field, source)) ?? 0;
  if (sourceAt <= (writtenAt.get(rootName(field, language)) ?? sourceAt)) return null;
  return (
    <p className={classes.stale}>
      {t('languages.stale', { language: ownLanguageName(source) })} <RelativeTime at={sourceAt} />{' '}
      {beside !== source && (
        <button type="button" onClick={() => showBeside(source)}>
          {t('languages.show-beside')}
        </button>
      )}
    </p>
  );
}
