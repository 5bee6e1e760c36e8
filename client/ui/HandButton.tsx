// Asking for a facilitator without shouting across the hall.
import { Button, type ButtonProps } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../shared/api/teams.ts';
import { api, unwrap } from '../api.ts';
import { useReport } from './use-report.ts';

interface HandButtonProps extends Pick<ButtonProps, 'size'> {
  team: TeamView;
}

/** Raises or lowers the team's hand; whoever looks at the team hears of it. */
export function HandButton({ team, size }: HandButtonProps) {
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
      size={size}
      variant={isRaised ? 'light' : 'default'}
      color={isRaised ? 'sunrise' : undefined}
      leftSection={<IconHandStop size={18} />}
      loading={raise.isPending}
      onClick={() => raise.mutate()}
    >
      {team.helper !== null
        ? t('hand.coming-lower', { name: team.helper.name })
        : t(isRaised ? 'hand.lower' : 'hand.raise')}
    </Button>
  );
}
