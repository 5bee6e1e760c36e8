// What the facilitators say to everybody. Knows only the texts.
import { IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AnnouncementView } from '../../shared/api/hackathons.ts';
import classes from './Announcements.module.css';
import { RelativeTime } from './RelativeTime.tsx';

/** The region is always there, so that a new announcement is read out. */
export function Announcements({ announcements }: { announcements: readonly AnnouncementView[] }) {
  const { t } = useTranslation('shell');
  return (
    <section className={classes.region} aria-label={t('announcements')} aria-live="polite">
      {announcements.map(({ id, text, createdAt }) => (
        <div key={id} className={classes.announcement}>
          <IconSpeakerphone size={22} stroke={1.75} aria-hidden="true" />
          <p dir="auto">{text}</p>
          <span className={classes.when}>
            <RelativeTime at={createdAt} />
          </span>
        </div>
      ))}
    </section>
  );
}
