// What the facilitators say to everybody. Knows only the texts, and tells that they were shown.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconEyeShare, IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AnnouncementView } from '../../shared/api/hackathons.ts';
import classes from './Announcements.module.css';
import { useShown } from './notices-query.ts';
import { RelativeTime } from './RelativeTime.tsx';

interface AnnouncementsProps {
  announcements: readonly AnnouncementView[];
  /** Where they stand in the way of work: somebody has read this one. */
  onSeen?: (id: string) => void;
}

/** The region is always there, so that a new announcement is read out. */
export function Announcements({ announcements, onSeen }: AnnouncementsProps) {
  const { t } = useTranslation('shell');
  useShown(announcements);
  return (
    <section className={classes.region} aria-label={t('announcements')} aria-live="polite">
      {announcements.map(({ id, text, isUrgent, createdAt, spotlight }) => {
        const PlainIcon = isUrgent ? IconAlertTriangle : IconSpeakerphone;
        const Icon = spotlight === null ? PlainIcon : IconEyeShare;
        return (
          <div key={id} className={classes.announcement} data-urgent={isUrgent}>
            <Icon size={22} stroke={1.75} aria-hidden="true" />
            <p dir="auto">
              {spotlight === null
                ? text
                : t('spotlight.ask', {
                    name: spotlight.byName || t('spotlight.somebody'),
                    title: spotlight.title || t('spotlight.untitled'),
                  })}
            </p>
            {spotlight !== null && (
              <Button
                component={Link}
                to={`/documents/${spotlight.documentId}`}
                size="compact-md"
                aria-label={t('spotlight.open-one', { title: spotlight.title })}
              >
                {t('spotlight.open')}
              </Button>
            )}
            <span className={classes.when}>
              <RelativeTime at={createdAt} />
            </span>
            {onSeen !== undefined && (
              <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onSeen(id)}>
                {t('announcement-seen')}
              </Button>
            )}
          </div>
        );
      })}
    </section>
  );
}
