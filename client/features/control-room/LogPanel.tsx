// Who decided what, and when: the audit log in words, by person or by what it was, and as a file.
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditView, HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { formatCsv } from '../../../shared/format-csv.ts';
import { HACKATHON_STATES } from '../../../shared/roles.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Loading } from '../../ui/Loading.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { saveFile } from '../../ui/save-file.ts';
import classes from './panel.module.css';
import { auditQuery } from './queries.ts';

interface LogPanelProps {
  hackathon: HackathonView;
  teams: readonly TeamView[];
}

/** Newest first. */
export function LogPanel({ hackathon, teams }: LogPanelProps) {
  const { t } = useTranslation('control-room');
  const { data: entries, error } = useQuery(auditQuery(hackathon.id));
  if (error !== null) return <FormError error={error} />;
  if (entries === undefined) return <Loading />;
  if (entries.length === 0) return <EmptyState title={t('log.none')} />;
  return <Log entries={entries} hackathon={hackathon} teams={teams} />;
}

function Log({ entries, hackathon, teams }: LogPanelProps & { entries: readonly AuditView[] }) {
  const { t, i18n } = useTranslation('control-room');
  const words = useWords(teams);
  const [person, setPerson] = useState('');
  const [action, setAction] = useState('');
  const shown = entries.filter(
    (entry) =>
      (person === '' || (entry.personId ?? 'nobody') === person) &&
      (action === '' || entry.action === action),
  );
  const people = new Map(entries.map((entry) => [entry.personId ?? 'nobody', words.who(entry)]));
  const actions = new Map(entries.map((entry) => [entry.action, words.what(entry)]));
  const download = () => {
    const columns = ['at', 'person', 'what', 'about'] as const;
    const rows = shown.map((entry) => [
      new Date(entry.at).toISOString(),
      words.who(entry),
      words.what(entry),
      words.about(entry) ?? '',
    ]);
    saveFile({
      name: `${hackathon.slug}-log.csv`,
      type: 'text/csv',
      content: formatCsv([columns.map((column) => t(`log.columns.${column}`)), ...rows]),
    });
  };
  return (
    <div className={classes.stack}>
      <section className={classes.section} aria-label={t('tab.log')}>
        <div className={classes.filters}>
          <NativeSelect
            label={t('log.person')}
            value={person}
            onChange={(event) => setPerson(event.currentTarget.value)}
            data={[{ value: '', label: t('log.everybody') }, ...options(people, i18n.language)]}
          />
          <NativeSelect
            label={t('log.action-filter')}
            value={action}
            onChange={(event) => setAction(event.currentTarget.value)}
            data={[{ value: '', label: t('log.anything') }, ...options(actions, i18n.language)]}
          />
          <Button variant="default" leftSection={<IconDownload size={18} />} onClick={download}>
            {t('log.csv')}
          </Button>
        </div>
        {shown.length === 0 && <EmptyState title={t('log.nothing')} />}
        <ul className={classes.list}>
          {shown.map((entry) => {
            const about = words.about(entry);
            return (
              <li key={entry.seq} className={classes.item}>
                <span className={classes.grow}>
                  <PersonName className={classes.strong} name={words.who(entry)} />
                  {' · '}
                  {words.what(entry)}
                  {about !== null && (
                    <span className={classes.soft}>
                      {' · '}
                      <bdi>{about}</bdi>
                    </span>
                  )}
                </span>
                <time className={classes.soft} dateTime={new Date(entry.at).toISOString()}>
                  {formatMoment(entry.at, i18n.language, hackathon.timeZone)}
                </time>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}

function options(words: ReadonlyMap<string, string>, language: string) {
  const { compare } = new Intl.Collator(language);
  return [...words]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => compare(a.label, b.label));
}

/** A decision in words: who, what, and what it was about as far as that has a name. */
function useWords(teams: readonly TeamView[]) {
  const { t } = useTranslation(['control-room', 'shell']);
  return {
    // Somebody who was erased has an empty name.
    who: ({ personName }: AuditView): string =>
      personName === '' ? t('shell:a-participant') : (personName ?? t('log.somebody')),
    // A colon would name another file of words.
    what: ({ action }: AuditView): string =>
      t([`log.action.${action.replaceAll(':', '-')}`, 'log.other'], { action }),
    about({ detail, subject }: AuditView): string | null {
      const to = (detail.state as { to?: unknown } | undefined)?.to;
      const state = HACKATHON_STATES.find((one) => one === to);
      if (state !== undefined) return t(`state.${state}`);
      const team = teams.find(({ id }) => id === subject);
      if (team !== undefined) return team.name;
      const named = [detail.name, detail.text, detail.note, detail.from];
      return named.find((value): value is string => typeof value === 'string') ?? null;
    },
  };
}
