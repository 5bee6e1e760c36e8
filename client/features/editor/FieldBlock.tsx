// One field of the form: label, who is in it, what it wants, and its control.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRootName } from '../../../shared/document.ts';
import type { Field } from '../../../shared/fields/field.ts';
import { useFieldPresence, useIsFieldEmpty } from '../../collab/hooks.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { FieldNews } from './FieldNews.tsx';
import classes from './field.module.css';
import { useForm } from './form-context.ts';
import { NoteButton } from './notes/NoteButton.tsx';
import { NotesHere } from './notes/NotesHere.tsx';
import { useOpenThreads } from './notes/notes-query.ts';
import { ownLanguageName } from './place-names.ts';
import { StaleTranslation } from './StaleTranslation.tsx';
import { useFieldFocus } from './use-field-focus.ts';

interface FieldBlockProps {
  field: Field;
  /** The root whose presence is shown: for a localised field the one of its language. */
  root: string;
  /** The control's id, which the label names. */
  controlId: string;
  /** `group` for controls that are several; the label is then read as the group's name. */
  role?: 'group';
  /** At the end of the hint's line: a counter, a normal form. */
  aside?: ReactNode;
  children: ReactNode;
}

/** Label, hint and presence around a control. */
export function FieldBlock({ field, root, controlId, role, aside, children }: FieldBlockProps) {
  const { t } = useTranslation(['fields', 'editor']);
  const { kind, canEdit, beside } = useForm();
  const focus = useFieldFocus(root);
  const isEmpty = useIsFieldEmpty(field.name);
  const { count: notes } = useOpenThreads(field.name);
  const isRequired = field.requiredFor?.includes('catalogue') === true;
  // What nobody wrote is only noise to somebody who reads, unless it is spoken of.
  if (!canEdit && isEmpty && notes === 0) return null;
  const labelId = `${controlId}-label`;
  const language = parseRootName(kind, root)?.language ?? null;
  // Of two languages side by side, each says which it is, and what is about the field stands once.
  const isBeside = language !== null && language === beside;
  const name = t(`fields:label.${field.name}`);
  const label = (
    <>
      {name}
      {language !== null && beside !== null && (
        <span className={classes.inLanguage} lang={language}>
          {ownLanguageName(language)}
        </span>
      )}
      {isRequired && isEmpty && canEdit && (
        <span className={classes.wanted}>{t('editor:needed')}</span>
      )}
    </>
  );
  return (
    <div
      className={classes.field}
      data-field={field.name}
      data-root={root}
      data-empty={(isEmpty && notes === 0) || undefined}
      {...(role === 'group' ? { role, 'aria-labelledby': labelId } : {})}
      {...focus}
    >
      <div className={classes.labelLine}>
        {role === 'group' ? (
          <span className={classes.label} id={labelId}>
            {label}
          </span>
        ) : (
          <label className={classes.label} htmlFor={controlId} id={labelId}>
            {label}
          </label>
        )}
        <span className={classes.lineEnd}>
          <FieldPeople root={root} />
          {!isBeside && <NoteButton field={field.name} name={name} />}
        </span>
      </div>
      {children}
      {language !== null && <StaleTranslation field={field} language={language} />}
      {canEdit && (
        <div className={classes.hintLine}>
          <span className={classes.hint} id={`${controlId}-hint`}>
            {t(`fields:hint.${field.name}`)}
          </span>
          {aside}
        </div>
      )}
      <FieldNews field={field.name} language={language} />
      {!isBeside && <NotesHere field={field.name} name={name} />}
    </div>
  );
}

/** The rounds of everybody else in a field, with their names as words. */
export function FieldPeople({ root }: { root: string }) {
  const people = useFieldPresence(root);
  return people.length === 0 ? null : <Rounds people={people} />;
}

function Rounds({ people }: { people: ReturnType<typeof useFieldPresence> }) {
  const { t } = useTranslation('editor');
  return (
    <span className={classes.people}>
      {people.slice(0, 3).map(({ id, name, colour }) => (
        <PersonAvatar
          key={id}
          name={name}
          colour={colour}
          size={22}
          label={t('presence.writes-here', { name })}
        />
      ))}
      <span className={classes.peopleNames} aria-hidden="true">
        {people.length === 1 ? people[0]?.name : t('presence.more', { count: people.length })}
      </span>
    </span>
  );
}
