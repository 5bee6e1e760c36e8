// Asks another table whether mine may write in their draft, says how that stands, and takes it back.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoinStanding } from '../../shared/api/lookup.ts';
import { api, unwrap } from '../api.ts';
import { EntryButton } from './EntryButton.tsx';
import classes from './entry-actions.module.css';
import { useReport } from './use-report.ts';

interface AskToJoinProps {
  documentId: string;
  /** The team that would join. */
  teamId: string;
  /** As last told; `null` where nobody asked how it stands. */
  standing: JoinStanding | null;
}

/** The button, or what came of it. */
export function AskToJoin({ documentId, teamId, standing }: AskToJoinProps) {
  const { t } = useTranslation('lookup');
  const queryClient = useQueryClient();
  const report = useReport();
  const [answered, setAnswered] = useState<JoinStanding>('may-ask');
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['alike'] });
  const ask = useMutation({
    mutationFn: async () => {
      const { outcome } = await unwrap(
        api.teams[':teamId']['join-requests'].$post({ param: { teamId }, json: { documentId } }),
      );
      setAnswered(outcome === 'joined' ? 'writes' : outcome);
      await refresh();
    },
  });
  const takeBack = useMutation({
    mutationFn: async () => {
      const { invitedTeamIds } = await unwrap(
        api.teams[':teamId']['join-requests'][':documentId'].$delete({
          param: { teamId, documentId },
        }),
      );
      // They may have let us in meanwhile.
      setAnswered(invitedTeamIds.includes(teamId) ? 'writes' : 'may-ask');
      await refresh();
    },
  });
  // Whoever is told how it stands goes by that: it hears also what others at the table did.
  const now = standing ?? answered;
  const change = now === 'asked' ? takeBack : ask;
  return (
    <>
      {/* Stays when there is nothing to say: a region that comes with its words is not read out. */}
      <span className={classes.standing} role="status">
        {now !== 'may-ask' && t(`alike.standing.${now}`)}
      </span>
      {/* One button whatever it says, so that the keyboard stays on it. */}
      {(now === 'may-ask' || now === 'asked') && (
        <EntryButton
          variant={now === 'asked' ? 'default' : 'light'}
          isBusy={ask.isPending || takeBack.isPending}
          onPress={() => void report(change.mutateAsync())}
        >
          {t(now === 'asked' ? 'alike.take-back' : 'alike.join')}
        </EntryButton>
      )}
    </>
  );
}
