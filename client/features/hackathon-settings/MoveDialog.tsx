// Which team somebody goes to.
import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './settings.module.css';

interface MoveDialogProps {
  name: string;
  from: TeamView;
  /** Where they can go. */
  teams: readonly TeamView[];
  onMove: (toTeamId: string) => Promise<unknown>;
  onClose: () => void;
}

/** One choice; what they wrote stays with the team they leave. */
export function MoveDialog({ name, from, teams, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation(['hackathon-settings', 'shell']);
  const [toTeamId, setToTeamId] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (toTeamId === null) return;
    setBusy(true);
    await onMove(toTeamId);
    setBusy(false);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('hackathon-settings:people.move-title', { name })}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <Select
          label={t('hackathon-settings:people.move-to', { team: from.name })}
          description={t('hackathon-settings:people.move-hint')}
          size="md"
          searchable
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={toTeamId}
          onChange={setToTeamId}
        />
        <div className={classes.answers}>
          <Button variant="default" onClick={onClose}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" disabled={toTeamId === null} loading={isBusy}>
            {t('hackathon-settings:people.move')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
