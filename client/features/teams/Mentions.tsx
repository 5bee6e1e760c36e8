// Notes that mention me and that I have not seen, on the board, each a link to where it was written.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, unwrap } from '../../api.ts';
import { NoteText } from '../../ui/NoteText.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './Mentions.module.css';

/** My unseen mentions in a hackathon; the board's feed says when to read them again. */
function mentionsQuery(hackathonId: string) {
  return queryOptions({
    queryKey: ['mentions', hackathonId],
    queryFn: async () =>
      (await unwrap(api.hackathons[':id'].mentions.$get({ param: { id: hackathonId } }))).mentions,
  });
}

/** Nothing while nobody mentions me. */
export function Mentions({ hackathonId }: { hackathonId: string }) {
  const { t } = useTranslation('notes');
  const { data: mentions = [] } = useQuery(mentionsQuery(hackathonId));
  if (mentions.length === 0) return null;
  return (
    <section className={classes.mentions} aria-label={t('mentions.title')}>
      <h2>{t('mentions.title')}</h2>
      <ul>
        {mentions.map(({ noteId, documentId, title, field, personName, parts, at }) => (
          <li key={noteId}>
            <Link to={`/documents/${documentId}?notes=${field ?? ''}`}>
              <strong>
                <PersonName name={personName} />
              </strong>{' '}
              <bdi>
                {t('mentions.in', { title: title === '' ? t('mentions.untitled') : title })}
              </bdi>
            </Link>
            <span className={classes.when}>
              <RelativeTime at={at} />
            </span>
            <NoteText parts={parts} />
          </li>
        ))}
      </ul>
    </section>
  );
}
