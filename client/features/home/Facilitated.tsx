// The hackathons I facilitate: the control room first, the board beside it.
import { Button } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { formatDays } from '../../ui/format.ts';
import classes from './home.module.css';

/** A row per hackathon. */
export function Facilitated({ hackathons }: { hackathons: readonly HackathonView[] }) {
  const { t, i18n } = useTranslation('home');
  const title = useId();
  const sorted = hackathons.toSorted((a, b) => b.startsAt - a.startsAt);
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{t('facilitated')}</h2>
      <ul className={classes.rows}>
        {sorted.map(({ id, slug, name, place, startsAt, endsAt, timeZone }) => {
          const days = formatDays(startsAt, endsAt, i18n.language, timeZone);
          return (
            <li key={id} className={classes.row}>
              <span className={classes.rowWords}>
                <Link to={`/hackathons/${slug}`} className={classes.name}>
                  <bdi>{name}</bdi>
                </Link>
                <span className={classes.soft}>{place === '' ? days : `${place} · ${days}`}</span>
              </span>
              <Button
                component={Link}
                to={`/hackathons/${slug}/control`}
                variant="light"
                leftSection={<IconLayoutDashboard size={18} />}
                aria-label={t('control-room-of', { hackathon: name })}
              >
                {t('control-room')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
