// Who is in a document right now: their rounds, and their names for those who cannot see them.
import { useTranslation } from 'react-i18next';
import classes from './PeopleHere.module.css';
import { PersonAvatar } from './PersonAvatar.tsx';

interface PeopleHereProps {
  people: readonly { readonly personId: string; readonly name: string; readonly colour: string }[];
  /** Rounds shown before the rest becomes a number. */
  most?: number;
}

/** Nothing when nobody is there. A person with two tabs is one person. */
export function PeopleHere({ people, most = 5 }: PeopleHereProps) {
  const { t, i18n } = useTranslation('shell');
  const once = [...new Map(people.map((person) => [person.personId, person])).values()];
  if (once.length === 0) return null;
  const names = new Intl.ListFormat(i18n.language).format(once.map(({ name }) => name));
  const label = t('here-now', { names });
  const shown = once.length > most ? once.slice(0, most - 1) : once;
  return (
    <span className={classes.people} role="img" aria-label={label} title={label}>
      {shown.map(({ personId, name, colour }) => (
        <PersonAvatar key={personId} name={name} colour={colour} size={26} />
      ))}
      {shown.length < once.length && (
        <span className={classes.more}>+{once.length - shown.length}</span>
      )}
    </span>
  );
}
