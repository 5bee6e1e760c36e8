// The shape of the form while nothing is known yet; nothing in it can be edited (CL3).
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './editor.module.css';

/** Placeholders of the title and the first fields. */
export function EditorSkeleton() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.page} role="status" aria-label={t('loading')}>
      <div className={classes.layout}>
        <div className={classes.form}>
          <Skeleton height={14} width={160} mb={18} />
          <Skeleton height={44} width="70%" mb={48} />
          <Fields />
        </div>
      </div>
    </div>
  );
}

/** Placeholders of the first fields alone, below a name that is there. */
export function FormSkeleton() {
  return (
    <div className={classes.layout} aria-hidden="true">
      <div className={classes.form}>
        <Fields />
      </div>
    </div>
  );
}

function Fields() {
  return [68, 130, 68, 68].map((height, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never move
    <div key={index}>
      <Skeleton height={13} width={110} mb={10} />
      <Skeleton height={height} mb={36} />
    </div>
  ));
}
