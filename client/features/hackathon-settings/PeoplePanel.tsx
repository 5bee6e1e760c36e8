// Everybody in the hackathon, found by name, each with what a facilitator can do for them.
import { TextInput } from '@mantine/core';
import { IconSearch, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { RosterEntryView, TeamView } from '../../../shared/api/teams.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormError } from '../../ui/FormError.tsx';
import { foldText } from '../../ui/fold-text.ts';
import { Loading } from '../../ui/Loading.tsx';
import { MergeTeams } from './MergeTeams.tsx';
import { PersonRow } from './PersonRow.tsx';
import { peopleQuery } from './queries.ts';
import { ResetLinkDialog } from './ResetLinkDialog.tsx';
import classes from './settings.module.css';

interface PeoplePanelProps {
  hackathonId: string;
  teams: readonly TeamView[];
}

/** The list, and two teams made one; `?team=` or `?merge=` names the team it is about. */
export function PeoplePanel({ hackathonId, teams }: PeoplePanelProps) {
  const { t, i18n } = useTranslation('hackathon-settings');
  const title = useId();
  const { data: people, error } = useQuery(peopleQuery(hackathonId));
  const [search] = useSearchParams();
  const mergeId = search.get('merge');
  const about = mergeId ?? search.get('team');
  const [typed, setTyped] = useState(teams.find(({ id }) => id === about)?.name ?? '');
  const [resetting, setResetting] = useState<RosterEntryView | null>(null);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const wanted = foldText(typed);
  // By the alphabet of who reads, in which É is no letter after Z.
  const { compare } = new Intl.Collator(i18n.language, { numeric: true });
  const shown = people
    ?.filter(({ name, teamIds }) =>
      [name, ...teamIds.map((id) => names.get(id) ?? '')].some((text) =>
        foldText(text).includes(wanted),
      ),
    )
    .toSorted(
      (a, b) => Number(b.isFacilitator) - Number(a.isFacilitator) || compare(a.name, b.name),
    );
  return (
    <div className={classes.stack}>
      <section className={classes.section} aria-labelledby={title}>
        <h2 id={title}>{t('people.title', { count: people?.length ?? 0 })}</h2>
        <p>{t('people.lead')}</p>
        <FormError error={error} />
        {people === undefined && error === null && <Loading />}
        {people !== undefined && people.length > 0 && (
          <TextInput
            type="search"
            size="md"
            className={classes.search}
            aria-label={t('people.search')}
            placeholder={t('people.search')}
            leftSection={<IconSearch size={18} aria-hidden="true" />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {people?.length === 0 && <EmptyState Icon={IconUsers} title={t('people.none')} />}
        {shown?.length === 0 && people?.length !== 0 && <p role="status">{t('people.no-match')}</p>}
        <ul className={classes.list}>
          {shown?.map((person) => (
            <PersonRow
              key={person.personId}
              hackathonId={hackathonId}
              person={person}
              teams={teams}
              onReset={() => setResetting(person)}
            />
          ))}
        </ul>
      </section>
      {teams.length > 1 && (
        <MergeTeams hackathonId={hackathonId} teams={teams} initialFromId={mergeId} />
      )}
      {resetting !== null && (
        <ResetLinkDialog
          hackathonId={hackathonId}
          person={resetting}
          onClose={() => setResetting(null)}
        />
      )}
    </div>
  );
}
