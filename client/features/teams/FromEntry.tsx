// "Begin with what is there": finds entries of the catalogue and of the other tables to go on from.
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { relatedQuery } from '../../ui/related-query.ts';
import classes from './EntryList.module.css';
import { EntryList } from './EntryList.tsx';

/** Quiet time before the server is asked, ms. */
const QUIET_MS = 200;

interface FromEntryProps {
  team: Pick<TeamView, 'id' | 'name' | 'hackathonId'>;
  onClose(): void;
}

/** The dialog: the newest entries, then what the typed words find. */
export function FromEntry({ team, onClose }: FromEntryProps) {
  const { t } = useTranslation('lookup');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words.trim(), QUIET_MS);
  const { data } = useQuery({
    ...relatedQuery(KINDS, team.hackathonId, wanted),
    placeholderData: keepPreviousData,
  });
  // What the team writes itself stands on its board.
  const entries = data?.filter((one) => one.source === 'record' || one.teamName !== team.name);
  return (
    <Dialog isOpen size="lg" title={t('entry.title')} onClose={onClose}>
      <TextInput
        className={classes.search}
        type="search"
        size="md"
        label={t('entry.search')}
        description={t('entry.hint')}
        value={words}
        data-autofocus
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div role="status" className={classes.soft}>
        {entries?.length === 0 && t('entry.nothing')}
      </div>
      <div className={classes.found}>
        {entries !== undefined && entries.length > 0 && (
          <EntryList entries={entries} teamId={team.id} />
        )}
      </div>
    </Dialog>
  );
}
