// The documents this browser keeps of whoever is signed in: where one can go on without a server.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { browserMarkStorage, listCopyMarks } from '../collab/unsent-marks.ts';
import { sessionQuery } from '../session.ts';
import classes from './kept-documents.module.css';

/** Links to them by title; nothing when there are none. */
export function KeptDocuments() {
  const { t, i18n } = useTranslation('shell');
  const person = useQueryClient().getQueryData(sessionQuery.queryKey)?.person ?? null;
  if (person === null) return null;
  const kept = listCopyMarks(browserMarkStorage(), person.id);
  if (kept.length === 0) return null;
  const { compare } = new Intl.Collator(i18n.language);
  return (
    <section className={classes.kept} aria-labelledby="kept-documents">
      <h2 id="kept-documents">{t('error.kept')}</h2>
      <ul>
        {kept
          .toSorted((first, second) => compare(first.title, second.title))
          .map(({ documentId, kind, title }) => (
            <li key={documentId}>
              <a href={`/documents/${documentId}`} dir="auto">
                {title === '' ? t('error.untitled') : title}
              </a>{' '}
              <small>{t(`kind.${kind}`)}</small>
            </li>
          ))}
      </ul>
    </section>
  );
}
