// One team out of many, as large targets; found by typing when there are a lot.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { foldText } from '../../ui/fold-text.ts';
import classes from './TeamChoice.module.css';

interface TeamChoiceProps {
  teams: readonly TeamView[];
  chosen: string | null;
  onChoose: (teamId: string) => void;
}

/** From here on a list is searched, not read. */
const MANY = 12;

/** Radio buttons that look like seats. */
export function TeamChoice({ teams, chosen, onChoose }: TeamChoiceProps) {
  const { t } = useTranslation('join');
  const group = useId();
  const [search, setSearch] = useState('');
  const wanted = foldText(search);
  const shown = teams.filter(({ id, name }) => id === chosen || foldText(name).includes(wanted));
  return (
    <fieldset className={classes.teams}>
      <legend>{t('team.label')}</legend>
      {teams.length >= MANY && (
        <TextInput
          type="search"
          aria-label={t('team.search')}
          placeholder={t('team.search')}
          leftSection={<IconSearch size={18} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {teams.length === 0 && <p>{t('team.none')}</p>}
      {teams.length > 0 && shown.length === 0 && <p>{t('team.not-found')}</p>}
      <div className={teams.length >= MANY ? classes.long : classes.list}>
        {shown.map(({ id, name, colour, memberCount }) => (
          <label key={id} className={classes.team}>
            <input
              type="radio"
              name={group}
              checked={id === chosen}
              onChange={() => onChoose(id)}
            />
            <span className={classes.dot} style={{ background: colour }} aria-hidden="true" />
            <span className={classes.name}>
              <bdi>{name}</bdi>
            </span>
            <span className={classes.count}>{t('team.members', { count: memberCount })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
