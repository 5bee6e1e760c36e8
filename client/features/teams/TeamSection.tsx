// One team, large: its documents as cards, a new one, a raised hand.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { BoardView } from '../../../shared/api/live.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import type { DocumentState } from '../../../shared/roles.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { HandButton } from '../../ui/HandButton.tsx';
import { DocumentCard } from './DocumentCard.tsx';
import { DocumentLine } from './DocumentLine.tsx';
import { NewDocument } from './NewDocument.tsx';
import classes from './TeamSection.module.css';

interface TeamSectionProps {
  team: TeamView;
  hackathon: HackathonView;
  documents: readonly DocumentSummary[];
  presence: BoardView['presence'];
  isFiltering: boolean;
}

/** What asks for no more work stands below, as lines. */
const DONE: ReadonlySet<DocumentState> = new Set(['finalised', 'withdrawn', 'merged']);

/** My team. */
export function TeamSection({
  team,
  hackathon,
  documents,
  presence,
  isFiltering,
}: TeamSectionProps) {
  const { t } = useTranslation('teams');
  const title = useId();
  if (isFiltering && documents.length === 0) return null;
  const open = documents.filter(({ state }) => !DONE.has(state));
  const done = documents.filter(({ state }) => DONE.has(state));
  const isOpen = hackathon.state === 'open';
  return (
    <section aria-labelledby={title}>
      <div className={classes.head}>
        <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
        <h2 id={title} className={classes.name} dir="auto">
          {team.name}
        </h2>
        <span className={classes.count}>{t('members', { count: team.memberCount })}</span>
        <div className={classes.actions}>
          <HandButton team={team} />
          {isOpen && <NewDocument teamId={team.id} hackathon={hackathon} />}
        </div>
      </div>
      {documents.length === 0 && (
        <EmptyState title={t(isOpen ? 'empty.title' : 'empty.closed')}>
          {isOpen && t('empty.hint')}
        </EmptyState>
      )}
      {open.length > 0 && (
        <ul className={classes.cards}>
          {open.map((document) => (
            <li key={document.id}>
              <DocumentCard document={document} people={presence[document.id] ?? []} />
            </li>
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <>
          <h3 className={classes.doneTitle}>{t('done', { count: done.length })}</h3>
          <ul className={classes.done}>
            {done.map((document) => (
              <li key={document.id}>
                <DocumentLine document={document} people={presence[document.id] ?? []} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
