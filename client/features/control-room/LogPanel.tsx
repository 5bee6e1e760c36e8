// Who decided what, and when: the audit log in words.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditView, HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import classes from './panel.module.css';
import { auditQuery } from './queries.ts';

interface LogPanelProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** Newest first. */
export function LogPanel({ hackathon, teams }: LogPanelProps) {
  const { t, i18n } = useTranslation('control-room');
  const { data: entries, error } = useQuery(auditQuery(hackathon.id));
  if (error !== null) return <FormError error={error} />;
  if (entries === undefined) return <Loading />;
  if (entries.length === 0) return <EmptyState title={t('log.none')} />;
  return (
    <div className={classes.stack}>
      <ul className={classes.list}>
        {entries.map((entry) => (
          <li key={entry.seq} className={classes.item}>
            <span className={classes.grow}>
              <PersonName className={classes.strong} name={entry.personName ?? t('log.somebody')} />
              {' · '}
              {t([`log.action.${actionKey(entry)}`, 'log.other'], { action: entry.action })}
              <LogDetail entry={entry} teams={teams} />
            </span>
            <time className={classes.soft} dateTime={new Date(entry.at).toISOString()}>
              {formatMoment(entry.at, i18n.language, hackathon.timeZone)}
            </time>
          </li>
        ))}
      </ul>
    </div>
  );
}

const STATES = ['open', 'frozen', 'closed'] as const;

/** What the decision was about, as far as it has a name. */
function LogDetail({ entry, teams }: { entry: AuditView; teams: readonly TeamView[] }) {
  const { t } = useTranslation('control-room');
  const { detail, subject } = entry;
  const state = STATES.find((one) => one === (detail.state as { to?: unknown } | undefined)?.to);
  const named = [detail.name, detail.text, detail.note, detail.from].find(
    (value) => typeof value === 'string',
  );
  const words =
    state === undefined
      ? (teams.find(({ id }) => id === subject)?.name ?? named)
      : t(`state.${state}`);
  if (typeof words !== 'string') return null;
  return (
    <span className={classes.soft}>
      {': '}
      <bdi>{words}</bdi>
    </span>
  );
}

/** A colon would name another file of words. */
function actionKey({ action }: AuditView): string {
  return action.replaceAll(':', '-');
}
