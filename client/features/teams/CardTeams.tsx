// A button on a card that opens who writes in the document, where another team can be invited, and an
// invited one can leave.
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsers, IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { useSession } from '../../session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { WritingTeams } from '../../ui/WritingTeams.tsx';

interface CardTeamsProps {
  document: DocumentSummary;
  hackathon: HackathonView;
  teams: ReadonlyMap<string, TeamView>;
}

/** For those who write in it. */
export function CardTeams({ document, hackathon, teams }: CardTeamsProps) {
  const { t } = useTranslation('teams');
  const [isOpen, { open, close }] = useDisclosure(false);
  const session = useSession();
  const isOwn = session.teams.some(({ team }) => team.id === document.teamId);
  const owner = teams.get(document.teamId);
  if (owner === undefined) return null;
  const named = (ids: readonly string[]) => ids.flatMap((id) => teams.get(id) ?? []);
  const TeamsIcon = isOwn ? IconUsersPlus : IconUsers;
  const title = t('teams-of', { title: document.title || t('untitled') });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={40}
        aria-label={title}
        title={isOwn ? t('invite') : title}
        onClick={open}
      >
        <TeamsIcon size={20} stroke={1.75} />
      </ActionIcon>
      <Dialog isOpen={isOpen} title={<bdi>{title}</bdi>} onClose={close}>
        <WritingTeams
          documentId={document.id}
          hackathon={hackathon}
          owner={owner}
          invited={named(document.invitedTeamIds)}
          asking={named(document.askingTeamIds)}
          canInvite={isOwn}
        />
      </Dialog>
    </>
  );
}
