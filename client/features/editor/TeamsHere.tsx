// The teams of this document in its rail: who writes here, who asks to, and asking a facilitator for
// help without leaving the page.
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/api/documents.ts';
import { isStanding } from '../../../shared/roles.ts';
import { useSession } from '../../session.ts';
import { HandButton } from '../../ui/HandButton.tsx';
import { SpotlightButton } from '../../ui/SpotlightButton.tsx';
import { WritingTeams } from '../../ui/WritingTeams.tsx';
import classes from './people.module.css';

/** The section. */
export function TeamsHere({ view }: { view: DocumentView }) {
  const { t } = useTranslation('lookup');
  const { teams } = useSession();
  const isMine = teams.some(({ team }) => team.id === view.teamId);
  return (
    <section className={classes.here} aria-label={t('others.title')}>
      <h2>{t('others.title')}</h2>
      <WritingTeams
        documentId={view.id}
        hackathon={view.hackathon}
        owner={view.team}
        invited={view.invitedTeams}
        asking={view.askingTeams}
        canInvite={view.rights.invite}
      />
      {isStanding(view.state) && (
        <p>
          <SpotlightButton
            hackathon={view.hackathon}
            documentId={view.id}
            title={view.title}
            isLarge
          />
        </p>
      )}
      {isMine && view.hackathon.state !== 'closed' && (
        <p>
          <HandButton team={view.team} size="xs" />
        </p>
      )}
    </section>
  );
}
