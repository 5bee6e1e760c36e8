// Imports made before: who brought what in, and each one's report.
import { Button } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import classes from './imports.module.css';
import { importsQuery } from './queries.ts';

/** Nothing while there is none. */
export function PastImports({
  hackathonId,
  onOpen,
}: {
  hackathonId: string;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('imports');
  const title = useId();
  const { data: imports = [] } = useQuery(importsQuery(hackathonId));
  if (imports.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('past.title')}</h2>
      <ul className={classes.rows}>
        {imports.map(({ id, fileName, at, personName, created, undoneAt }) => (
          <li key={id} className={classes.row}>
            <div className={classes.grow}>
              <bdi className={classes.strong}>{fileName}</bdi>
              <div className={classes.about}>
                <span>{t('counts.created', { count: created })}</span>
                {personName !== null && personName !== '' && <bdi>{personName}</bdi>}
                <RelativeTime at={at} />
                {undoneAt !== null && <span>{t('past.undone')}</span>}
              </div>
            </div>
            <Button
              variant="subtle"
              size="sm"
              leftSection={<IconReceipt size={16} />}
              aria-label={t('past.open-of', { file: fileName })}
              onClick={() => onOpen(id)}
            >
              {t('past.open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
