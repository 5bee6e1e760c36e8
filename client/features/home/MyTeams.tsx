// The teams I am in, newest hackathon first, each a door to its board.
import { IconArrowRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SessionView } from '../../../shared/api/session.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { formatDays } from '../../ui/format.ts';
import { serverNow } from '../../ui/server-clock.ts';
import classes from './home.module.css';

/** A row per team. */
export function MyTeams({ teams }: Pick<SessionView, 'teams'>) {
  const { t, i18n } = useTranslation('home');
  const title = useId();
  const sorted = teams.toSorted((a, b) => b.hackathon.endsAt - a.hackathon.endsAt);
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{t('my-teams')}</h2>
      <ul className={classes.rows}>
        {sorted.map(({ team, hackathon }) => {
          const deadlineAt = team.extendedUntil ?? hackathon.endsAt;
          const isRunning = hackathon.state === 'open' && deadlineAt > serverNow();
          return (
            <li key={team.id}>
              <Link to={`/hackathons/${hackathon.slug}`} className={classes.row}>
                <span
                  className={classes.dot}
                  style={{ background: team.colour }}
                  aria-hidden="true"
                />
                <span className={classes.rowWords}>
                  <span className={classes.name}>
                    <bdi>{team.name}</bdi>
                  </span>
                  <span className={classes.soft}>
                    <bdi>{hackathon.name}</bdi>
                  </span>
                </span>
                <span className={classes.when}>
                  {isRunning ? (
                    <Countdown deadlineAt={deadlineAt} timeZone={hackathon.timeZone} />
                  ) : (
                    formatDays(
                      hackathon.startsAt,
                      hackathon.endsAt,
                      i18n.language,
                      hackathon.timeZone,
                    )
                  )}
                </span>
                <IconArrowRight size={20} aria-hidden="true" />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
