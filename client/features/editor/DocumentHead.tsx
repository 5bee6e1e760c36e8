// Where we are, what this is, and its name as the title one types into.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { getField } from '../../../shared/fields.ts';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import classes from './editor.module.css';
import { FieldPeople } from './FieldBlock.tsx';
import { useForm } from './form-context.ts';
import { NoteButton } from './notes/NoteButton.tsx';
import { NotesHere } from './notes/NotesHere.tsx';
import { Counter } from './TextControl.tsx';
import { useFieldFocus } from './use-field-focus.ts';
import { useTextBinding } from './use-text-binding.ts';

/** The head of the document screen. */
export function DocumentHead({ view }: { view: DocumentView | null }) {
  const { t } = useTranslation(['editor', 'fields']);
  const { kind, canEdit } = useForm();
  const element = useTextBinding<HTMLTextAreaElement>('name');
  const focus = useFieldFocus('name');
  const max = getField(kind, 'name')?.maxGraphemes;
  return (
    <header className={classes.head} data-field="name">
      <div className={classes.eyebrow}>
        <KindBadge kind={kind} />
        {view !== null && <StateBadge state={view.state} />}
        {view !== null && (
          <Link to={`/hackathons/${view.hackathon.slug}`} className={classes.back}>
            <bdi>{view.team.name}</bdi>
            <span className={classes.occasion}>
              {' · '}
              <bdi>{view.hackathon.name}</bdi>
            </span>
          </Link>
        )}
        <span className={classes.headPeople}>
          <FieldPeople root="name" />
          <NoteButton field="name" name={t('fields:label.name')} />
        </span>
      </div>
      <h1 className={classes.titleLine} data-root="name" {...focus}>
        <textarea
          ref={element}
          id="field-name"
          className={classes.title}
          aria-label={t('fields:label.name')}
          placeholder={t(`editor:title-placeholder.${kind}`)}
          readOnly={!canEdit}
          dir="auto"
          rows={1}
          autoComplete="off"
          // A name is one line, however it is wrapped.
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault();
          }}
          onPaste={(event) => {
            const words = event.clipboardData.getData('text/plain');
            if (!canEdit || !/[\r\n]/.test(words)) return;
            event.preventDefault();
            const { currentTarget: field } = event;
            const { selectionStart, selectionEnd } = field;
            field.setRangeText(
              words.replace(/\s+/g, ' ').trim(),
              selectionStart,
              selectionEnd,
              'end',
            );
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }}
        />
      </h1>
      {max !== undefined && <Counter root="name" max={max} />}
      <NotesHere field="name" name={t('fields:label.name')} />
    </header>
  );
}
