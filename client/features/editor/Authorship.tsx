// Who wrote which field, from the server's log.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuthorshipView } from '../../../shared/api/history.ts';
import { parseRootName } from '../../../shared/document.ts';
import { FIELDS } from '../../../shared/fields.ts';
import type { Kind } from '../../../shared/kinds.ts';
import { partyName } from '../../../shared/party-name.ts';
import { useCountries } from '../../ui/countries.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { authorshipQuery } from './document-query.ts';
import { groupBy } from './group-by.ts';
import classes from './history.module.css';
import { useFieldLabel } from './PeopleHere.tsx';

/** A table of fields and the people who wrote in them. */
export function Authorship({ id, kind }: { id: string; kind: Kind }) {
  const { t, i18n } = useTranslation('editor');
  const { data } = useQuery(authorshipQuery(id));
  const countries = useCountries();
  const label = useFieldLabel(kind);
  if (data === undefined || data.length === 0) return null;
  const order = (root: string) => {
    const field = parseRootName(kind, root)?.field;
    return field === undefined ? FIELDS[kind].length : FIELDS[kind].indexOf(field);
  };
  // What one signatory promises is a row of its own; the list of them, with those taken off, another.
  const partyOf = ({ party }: AuthorshipView) =>
    party === undefined ? '' : partyName(party, countries.name);
  const { compare } = new Intl.Collator(i18n.language);
  const sorted = [...data].sort(
    (first, second) =>
      order(first.root) - order(second.root) || compare(partyOf(first), partyOf(second)),
  );
  const rows = groupBy(sorted, (view) => `${label(view.root)}\n${partyOf(view)}`);
  return (
    <section className={classes.authorship}>
      <h2>{t('history.who')}</h2>
      <ul>
        {[...rows].map(([row, written]) => (
          <li key={row}>
            <RowName row={row} />
            <span>
              {everybodyIn(written).map(({ personId, name, lastAt }, index) => (
                <span key={personId ?? ''}>
                  {index > 0 && ', '}
                  {personId === null ? (
                    <bdi>{t('history.server')}</bdi>
                  ) : (
                    <PersonName name={name} />
                  )}{' '}
                  <span className={classes.soft}>
                    <RelativeTime at={lastAt} />
                  </span>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A field, and under it whose part of it. */
function RowName({ row }: { row: string }) {
  const [field, party] = row.split('\n');
  return (
    <span className={classes.fieldName}>
      {field}
      {party !== '' && (
        <>
          {' · '}
          <bdi>{party}</bdi>
        </>
      )}
    </span>
  );
}

/** Each person once, with when they last wrote in any of them. */
function everybodyIn(written: readonly AuthorshipView[]): AuthorshipView['people'] {
  const people = new Map<string | null, AuthorshipView['people'][number]>();
  for (const one of written.flatMap((view) => view.people)) {
    const known = people.get(one.personId);
    if (known === undefined || known.lastAt < one.lastAt) people.set(one.personId, one);
  }
  return [...people.values()];
}
