// The browsers I am signed in with, and ending them.
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../api.ts';
import { FormError } from '../../ui/FormError.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useReport } from '../../ui/use-report.ts';
import classes from './account.module.css';
import { browserName } from './browser-name.ts';
import { mySessionsQuery } from './queries.ts';

/** A list with one way out per browser but this one, whose way out is "I'm done here". */
export function MySessions() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const report = useReport();
  const title = useId();
  const { data: sessions = [], error } = useQuery(mySessionsQuery);
  const [ending, setEnding] = useState<string | null>(null);
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  const end = async (ids: string[]) => {
    for (const id of ids) {
      setEnding(id);
      if (!(await report(unwrap(api.sessions[':id'].$delete({ param: { id } }))))) break;
    }
    setEnding(null);
    await queryClient.invalidateQueries(mySessionsQuery);
  };
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('sessions.title')}</h2>
      <FormError error={error} />
      <ul className={classes.list}>
        {sessions.map((session) => {
          const name = browserName(session.userAgent) ?? t('sessions.unknown');
          return (
            <li key={session.id}>
              <div>
                <div className={classes.what}>{name}</div>
                <div className={classes.soft}>
                  {session.isCurrent ? (
                    t('sessions.this')
                  ) : (
                    <>
                      {t('sessions.last-seen')} <RelativeTime at={session.lastSeenAt} />
                    </>
                  )}
                </div>
              </div>
              {!session.isCurrent && (
                <Button
                  variant="default"
                  size="sm"
                  loading={ending === session.id}
                  aria-label={t('sessions.end-one', { browser: name })}
                  onClick={() => void end([session.id])}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {others.length > 1 && (
        <div className={classes.row}>
          <Button variant="default" onClick={() => void end(others.map(({ id }) => id))}>
            {t('sessions.end-others')}
          </Button>
        </div>
      )}
    </section>
  );
}
