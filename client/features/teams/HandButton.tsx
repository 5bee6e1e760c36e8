// Asking for a facilitator without shouting across the hall.
import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/api/teams.ts';
import { api, unwrap } from '../../api.ts';
import { useReport } from '../../ui/use-report.ts';

/** Raises or lowers the team's hand; the board's feed shows it to everybody. */
export function HandButton({ team }: { team: TeamView }) {
  const { t } = useTranslation('teams');
  const report = useReport();
  const isRaised = team.handRaisedAt !== null;
  const raise = useMutation({
    mutationFn: () =>
      report(
        unwrap(
          api.teams[':id'].$patch({ param: { id: team.id }, json: { handRaised: !isRaised } }),
        ),
      ),
  });
  return (
    <Button
      variant={isRaised ? 'light' : 'default'}
      color={isRaised ? 'sunrise' : undefined}
      leftSection={<IconHandStop size={18} />}
      loading={raise.isPending}
      onClick={() => raise.mutate()}
    >
      {t(isRaised ? 'hand.lower' : 'hand.raise')}
    </Button>
  );
}
