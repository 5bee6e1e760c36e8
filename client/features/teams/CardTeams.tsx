// A button on a card that opens who writes in the document, where another team can be invited.
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsersPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { WritingTeams } from '../../ui/WritingTeams.tsx';

interface CardTeamsProps {
  document: DocumentSummary;
  teams: ReadonlyMap<string, TeamView>;
}

/** For whoever may invite. */
export function CardTeams({ document, teams }: CardTeamsProps) {
  const { t } = useTranslation('teams');
  const [isOpen, { open, close }] = useDisclosure(false);
  const owner = teams.get(document.teamId);
  if (owner === undefined) return null;
  const named = (ids: readonly string[]) => ids.flatMap((id) => teams.get(id) ?? []);
  const title = t('teams-of', { title: document.title || t('untitled') });
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={40}
        aria-label={title}
        title={t('invite')}
        onClick={open}
      >
        <IconUsersPlus size={20} stroke={1.75} />
      </ActionIcon>
      <Dialog isOpen={isOpen} title={<bdi>{title}</bdi>} onClose={close}>
        <WritingTeams
          documentId={document.id}
          hackathonId={document.hackathonId}
          owner={owner}
          invited={named(document.invitedTeamIds)}
          asking={named(document.askingTeamIds)}
          canInvite
        />
      </Dialog>
    </>
  );
}
