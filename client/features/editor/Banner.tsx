// A sentence above the form with its sign, and what can be done about it.
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './banner.module.css';

interface BannerProps {
  tone: 'calm' | 'warning' | 'bad';
  actions?: ReactNode;
  children: ReactNode;
}

/** One banner. */
export function Banner({ tone, actions, children }: BannerProps) {
  const ToneIcon = tone === 'calm' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.banner} data-tone={tone}>
      <ToneIcon size={20} stroke={1.75} aria-hidden="true" />
      <div className={classes.bannerBody}>
        <p>{children}</p>
        {actions !== undefined && <div className={classes.bannerActions}>{actions}</div>}
      </div>
    </div>
  );
}
