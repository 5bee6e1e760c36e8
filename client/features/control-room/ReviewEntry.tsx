// One entry as a reviewer reads it, with a place for a note beside every field.
import { ActionIcon, Textarea } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../../shared/kinds.ts';
import { createLanguageNames } from '../../../shared/language-names.ts';
import type { FieldValues } from '../../../shared/projection.ts';
import { isKnownTag } from '../../../shared/tags.ts';
import { useCountries } from '../../ui/countries.ts';
import { FormError } from '../../ui/FormError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { entryFields, type NameOf } from './entry-lines.ts';
import { entryQuery } from './queries.ts';
import classes from './review.module.css';

interface ReviewEntryProps {
  documentId: string;
  kind: Kind;
  /** When somebody last wrote in it: another text is read again. */
  lastEditedAt: number | null;
  /** By field; a field without an entry has no note. */
  notes: Readonly<Record<string, string>>;
  onNote: (field: string, text: string) => void;
}

/** Field by field, in the order of the form. */
export function ReviewEntry({ documentId, kind, lastEditedAt, notes, onNote }: ReviewEntryProps) {
  const { t } = useTranslation(['control-room', 'fields']);
  const { data, error } = useQuery(entryQuery(documentId, lastEditedAt));
  const nameOf = useNameOf();
  if (error !== null) return <FormError error={error} />;
  if (data === undefined) return <Loading />;
  // The server sends what it projected; the type of a projection says what that is.
  const fields = entryFields(kind, data.fields as FieldValues, nameOf);
  return (
    <dl className={classes.entry}>
      {fields.map(({ name, lines }) => {
        const label = t(`fields:label.${name}`);
        const note = notes[name];
        return (
          <div key={name} className={classes.field}>
            <dt>
              {label}
              {note === undefined && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  aria-label={t('review.at-field', { field: label })}
                  title={t('review.add-note')}
                  onClick={() => onNote(name, '')}
                >
                  <IconMessagePlus size={18} />
                </ActionIcon>
              )}
            </dt>
            {lines.length === 0 && <dd className={classes.empty}>{t('review.empty')}</dd>}
            {lines.map(({ language, text }) => (
              <dd key={language ?? ''} lang={language ?? undefined} dir="auto">
                {language !== null && lines.length > 1 && (
                  <span className={classes.language}>{language}</span>
                )}
                {text}
              </dd>
            ))}
            {note !== undefined && (
              <dd>
                <Textarea
                  aria-label={t('review.at-field', { field: label })}
                  autosize
                  minRows={2}
                  maxRows={8}
                  maxLength={2000}
                  autoFocus
                  value={note}
                  onChange={(event) => onNote(name, event.currentTarget.value)}
                />
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

function useNameOf(): NameOf {
  const { t, i18n } = useTranslation('fields');
  const countries = useCountries();
  const languageName = createLanguageNames(i18n.language);
  return (field, id) => {
    if (field.type === 'tags') return isKnownTag(id) ? t(`tag.${id}`) : id;
    if (field.type === 'signatories' || field.options === 'countries') return countries.name(id);
    if (field.options === 'languages') return languageName(id);
    return field.options?.includes(id) ? t(`option.${field.name}.${id}`) : id;
  };
}
