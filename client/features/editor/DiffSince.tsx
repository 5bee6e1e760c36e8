// What changed in one field since I last saw it, in words.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOpenDocument } from '../../collab/hooks.ts';
import { FormError } from '../../ui/FormError.tsx';
import { FieldRuns } from './DiffRuns.tsx';
import { diffSinceQuery } from './document-query.ts';
import classes from './news.module.css';

interface DiffSinceProps {
  sinceSeq: number;
  field: string;
  language: string | null;
}

/** The difference of one field, whatever else changed. */
export default function DiffSince({ sinceSeq, field, language }: DiffSinceProps) {
  const { t } = useTranslation('editor');
  const { documentId, kind } = useOpenDocument();
  const { data, error } = useQuery(diffSinceQuery(documentId, sinceSeq));
  if (error !== null) return <FormError error={error} />;
  if (data === undefined) return <p className={classes.soft}>{t('history.comparing')}</p>;
  const diff = data.find((one) => one.field === field && one.language === language);
  if (diff === undefined) return <p className={classes.soft}>{t('news.as-before')}</p>;
  return (
    <div className={classes.diff} dir="auto" lang={language ?? undefined}>
      <FieldRuns kind={kind} diff={diff} />
    </div>
  );
}
