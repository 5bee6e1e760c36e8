// Documents that hold the searched words in their texts and not in their titles, which the board
// finds by itself.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { typedWords } from '../../../shared/highlight.ts';
import { Highlighted } from '../../ui/Highlighted.tsx';
import { KindBadge } from '../../ui/KindBadge.tsx';
import { searchQuery } from '../../ui/search-query.ts';
import classes from './TextHits.module.css';

/** Quiet time before the server is asked, ms. */
const QUIET_MS = 250;

interface TextHitsProps {
  hackathonId: string;
  search: string;
  /** What the board shows already. */
  shownIds: ReadonlySet<string>;
}

/** The section; nothing without a hit. */
export function TextHits({ hackathonId, search, shownIds }: TextHitsProps) {
  const { t } = useTranslation('teams');
  const heading = useId();
  const [words] = useDebouncedValue(search.trim(), QUIET_MS);
  const { data } = useQuery({
    ...searchQuery(hackathonId, words),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });
  const hits = (data?.hits ?? []).filter(({ id, excerpt }) => excerpt !== '' && !shownIds.has(id));
  if (words.length < 2 || hits.length === 0) return null;
  const typed = typedWords(words);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{t('in-texts')}</h2>
      <ul className={classes.hits}>
        {hits.map(({ id, kind, title, teamName, excerpt }) => (
          <li key={id}>
            <Link to={`/documents/${id}`} dir="auto">
              {title === '' ? <em>{t('untitled')}</em> : title}
            </Link>
            <span className={classes.place}>
              <KindBadge kind={kind} /> <bdi>{teamName}</bdi>
            </span>
            <p dir="auto">
              <Highlighted text={excerpt} words={typed} />
            </p>
          </li>
        ))}
      </ul>
      {data !== undefined && data.total > data.hits.length && (
        <p className={classes.place}>{t('in-texts-more', { count: data.total })}</p>
      )}
    </section>
  );
}
