// The words of a note, with those it mentions. Plain text: nothing in it is ever markup.
import { useTranslation } from 'react-i18next';
import type { NotePart } from '../../shared/api/notes.ts';
import classes from './NoteText.module.css';

/** The text as it was written, with its line breaks. */
export function NoteText({ parts }: { parts: readonly NotePart[] }) {
  const { t } = useTranslation('shell');
  return (
    <p className={classes.text} dir="auto">
      {parts.map((part, index) => {
        // Parts never move: a note does not change.
        const key = `${index}`;
        if ('text' in part) return <span key={key}>{part.text}</span>;
        return (
          <strong key={key} className={classes.mention}>
            @<bdi>{part.name === '' ? t('a-participant') : part.name}</bdi>
          </strong>
        );
      })}
    </p>
  );
}
