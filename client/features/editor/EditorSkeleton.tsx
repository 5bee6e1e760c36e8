// The shape of the form while nothing is known yet; nothing in it can be edited (CL3).
import { Skeleton, type SkeletonProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './editor.module.css';

/** Placeholders of the title, the first fields and what stands beside them. */
export function EditorSkeleton() {
  const { t } = useTranslation('shell');
  return (
    <div className={classes.page} role="status" aria-label={t('loading')}>
      <Blank height={14} width={160} mb={18} />
      <Blank height={44} width="min(70%, 32rem)" mb={56} />
      <FormSkeleton />
    </div>
  );
}

/** The same below a name that is there. */
export function FormSkeleton() {
  return (
    <div className={classes.layout} aria-hidden="true">
      <div className={classes.form}>
        <Blank height={22} width={140} mb={28} />
        {[42, 42, 180, 42].map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never move
          <div key={index}>
            <Blank height={13} width={110} mb={10} />
            <Blank height={height} mb={36} />
          </div>
        ))}
      </div>
      <div className={classes.rail}>
        <Blank height={18} width={130} mb={24} />
        <Blank height={42} mb={28} />
        <Blank height={56} circle mb={20} />
        <Blank height={14} width="70%" mb={14} />
        <Blank height={14} width="55%" />
      </div>
    </div>
  );
}

function Blank(props: SkeletonProps) {
  return <Skeleton className={classes.blank} radius="md" {...props} />;
}
