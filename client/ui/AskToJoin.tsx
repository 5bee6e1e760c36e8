// Asks another table whether mine may write in their draft, and says how that stands.
import { useMutation, useQueryClient } from '@tanstack/react-query';
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
  const ask = useMutation({
    mutationFn: async () => {
      const answer = await unwrap(
        api.teams[':teamId']['join-requests'].$post({ param: { teamId }, json: { documentId } }),
      );
      await queryClient.invalidateQueries({ queryKey: ['alike'] });
      return answer;
    },
  });
  const outcome = ask.data?.outcome;
  const asked = outcome === undefined ? 'may-ask' : outcome === 'joined' ? 'writes' : 'asked';
  // What is told later, that they said yes or no, is newer than what I was answered.
  const now = standing === null || standing === 'may-ask' ? asked : standing;
  if (now !== 'may-ask') {
    return (
      <span className={classes.standing} role="status">
        {t(`alike.standing.${now}`)}
      </span>
    );
  }
  return (
    <EntryButton isBusy={ask.isPending} onPress={() => void report(ask.mutateAsync())}>
      {t('alike.join')}
    </EntryButton>
  );
}
