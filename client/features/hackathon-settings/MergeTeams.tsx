// Two tables that turn out to work on the same thing become one.
import { Button, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { useReport } from '../../ui/use-report.ts';
import { peopleQuery } from './queries.ts';
import classes from './settings.module.css';

interface MergeTeamsProps {
  hackathonId: string;
  teams: readonly TeamView[];
  /** Chosen already by whoever came here to merge it. */
  initialFromId: string | null;
}

/** Which team ends, and which one goes on with everything. */
export function MergeTeams({ hackathonId, teams, initialFromId }: MergeTeamsProps) {
  const { t } = useTranslation('hackathon-settings');
  const title = useId();
  const report = useReport();
  const queryClient = useQueryClient();
  const [fromId, setFromId] = useState(initialFromId);
  const section = useRef<HTMLElement>(null);
  const isPeopleRead = useQuery(peopleQuery(hackathonId)).isSuccess;
  useEffect(() => {
    // The list above grows when it was read, and would push this off the screen.
    if (initialFromId !== null && isPeopleRead)
      section.current?.scrollIntoView({ block: 'center' });
  }, [initialFromId, isPeopleRead]);
  const [intoId, setIntoId] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const from = teams.find(({ id }) => id === fromId);
  const into = teams.find(({ id }) => id === intoId);
  const options = (except: string | null) =>
    teams
      .filter(({ id }) => id !== except)
      .map(({ id, name }) => ({ value: id, label: name }))
      .toSorted((a, b) => a.label.localeCompare(b.label));
  const merge = async () => {
    if (from === undefined || into === undefined) return;
    const request = api.teams[':id'].merge.$post({
      param: { id: from.id },
      json: { intoTeamId: into.id },
    });
    const isDone = await report(unwrap(request));
    setAsking(false);
    if (!isDone) return;
    setFromId(null);
    setIntoId(null);
    notifications.show({ color: 'green', message: t('merge.done', { team: into.name }) });
    await queryClient.invalidateQueries(peopleQuery(hackathonId));
  };
  return (
    <section ref={section} className={classes.section} aria-labelledby={title}>
      <h2 id={title}>{t('merge.title')}</h2>
      <p>{t('merge.lead')}</p>
      <div className={classes.pair}>
        <Select
          label={t('merge.from')}
          size="md"
          searchable
          clearable
          data={options(intoId)}
          value={from?.id ?? null}
          onChange={setFromId}
        />
        <Select
          label={t('merge.into')}
          size="md"
          searchable
          clearable
          data={options(fromId)}
          value={into?.id ?? null}
          onChange={setIntoId}
        />
      </div>
      <div>
        <Button
          variant="default"
          leftSection={<IconArrowsJoin size={18} />}
          disabled={from === undefined || into === undefined}
          onClick={() => setAsking(true)}
        >
          {t('merge.go')}
        </Button>
      </div>
      {isAsking && from !== undefined && into !== undefined && (
        <AskDialog
          title={t('merge.question', { from: from.name, into: into.name })}
          confirm={t('merge.go')}
          onConfirm={merge}
          onClose={() => setAsking(false)}
        >
          {t('merge.hint', { from: from.name })}
        </AskDialog>
      )}
    </section>
  );
}
