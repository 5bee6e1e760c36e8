// The menu of what can be done for one person of a hackathon. Does nothing of it itself.
import { Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconDownload,
  IconKey,
  IconUserMinus,
  IconUserShield,
  IconUserX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RosterEntryView, TeamView } from '../../../shared/api/teams.ts';
import { useSession } from '../../session.ts';
import { ActionsMenu } from '../../ui/ActionsMenu.tsx';

/** What was chosen and is asked about before it is done. */
export type PersonStep =
  | { readonly type: 'move' | 'remove'; readonly team: TeamView }
  | { readonly type: 'lay-down' | 'forget' };

interface PersonMenuProps {
  person: RosterEntryView;
  /** The person's teams. */
  own: readonly TeamView[];
  /** Whether there is another team to move to. */
  canMove: boolean;
  onReset: () => void;
  onStep: (step: PersonStep) => void;
}

/** Nothing for somebody for whom nothing can be done. */
export function PersonMenu({ person, own, canMove, onReset, onStep }: PersonMenuProps) {
  const { t } = useTranslation('hackathon-settings');
  const { person: me } = useSession();
  const { personId, name, isFacilitator, canReset } = person;
  // Their own data and its end administrators find on their own page, as everybody does.
  const administers = me?.isAdministrator === true && me.id !== personId;
  if (own.length === 0 && !isFacilitator && !canReset && !administers) return null;
  return (
    <ActionsMenu label={t('people.actions', { name })} width={300}>
      {canReset && (
        <Menu.Item leftSection={<IconKey size={18} />} onClick={onReset}>
          {t('people.new-password')}
        </Menu.Item>
      )}
      {own.map((team) => (
        <div key={team.id}>
          {canMove && (
            <Menu.Item
              leftSection={<IconArrowsExchange size={18} />}
              onClick={() => onStep({ type: 'move', team })}
            >
              {t('people.move-from', { team: team.name })}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconUserMinus size={18} />}
            onClick={() => onStep({ type: 'remove', team })}
          >
            {t('people.remove-from', { team: team.name })}
          </Menu.Item>
        </div>
      ))}
      {isFacilitator && (
        <Menu.Item
          leftSection={<IconUserShield size={18} />}
          onClick={() => onStep({ type: 'lay-down' })}
        >
          {t('people.lay-down')}
        </Menu.Item>
      )}
      {administers && (
        <>
          <Menu.Divider />
          <Menu.Item
            component="a"
            href={`/api/people/${personId}/export`}
            download
            leftSection={<IconDownload size={18} />}
          >
            {t('people.copy')}
          </Menu.Item>
          <Menu.Item
            // The kit knows one red for light and dark.
            c="var(--red-ink)"
            leftSection={<IconUserX size={18} />}
            onClick={() => onStep({ type: 'forget' })}
          >
            {t('people.forget')}
          </Menu.Item>
        </>
      )}
    </ActionsMenu>
  );
}
