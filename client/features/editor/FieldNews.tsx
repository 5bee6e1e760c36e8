// At a field that others changed since I last looked: by whom, when, and on demand what.
import { useIntersection } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../../ui/PersonName.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useForm } from './form-context.ts';
import classes from './news.module.css';
import { type FieldNews as News, useFieldNews, useVisit } from './visit.ts';

const DiffSince = lazy(() => import('./DiffSince.tsx'));

/** As long as a field must be before my eyes to be seen, ms. */
const SEEN_AFTER_MS = 1_500;

/** Nothing when nobody else changed the field. */
export function FieldNews({ field, language }: { field: string; language: string | null }) {
  const { kind } = useForm();
  const news = useFieldNews(kind, field, language);
  return news === null ? null : <Mark news={news} field={field} language={language} />;
}

function Mark({ news, field, language }: { news: News; field: string; language: string | null }) {
  const { t } = useTranslation('editor');
  const { ref, entry } = useIntersection({ threshold: 1 });
  const [isOpen, setIsOpen] = useState(false);
  const visit = useVisit();
  const isSeen = entry?.isIntersecting === true;
  useEffect(() => {
    if (!isSeen) return;
    const timer = setTimeout(() => visit.see(news.roots), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isSeen, visit, news]);
  const [last, ...others] = news.people;
  return (
    <div className={classes.news} ref={ref}>
      <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span className={classes.dot} aria-hidden="true" />
        <span>
          {t('news.changed')}
          {last && (
            <>
              {' · '}
              <PersonName name={last.name} />
              {others.length > 0 && ` ${t('news.and-others', { count: others.length })}`}
              {' · '}
              <RelativeTime at={last.at} />
            </>
          )}
        </span>
        <span className={classes.more}>{isOpen ? t('news.hide') : t('news.show')}</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <DiffSince sinceSeq={news.sinceSeq} field={field} language={language} />
        </Suspense>
      )}
    </div>
  );
}
