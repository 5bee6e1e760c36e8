// One team, large: its documents as cards, a new one, a raised hand.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { BoardView, PresenceView } from '../../../shared/api/live.ts';
import type { TeamView } from '../../../shared/api/teams.ts';
import type { DocumentState } from '../../../shared/roles.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { HandButton } from '../../ui/HandButton.tsx';
import { JoinRequest, OwnRequest } from '../../ui/JoinRequest.tsx';
import { SpotlightButton } from '../../ui/SpotlightButton.tsx';
import type { TeamBoard } from './board-order.ts';
import { CardTeams } from './CardTeams.tsx';
import { DocumentCard } from './DocumentCard.tsx';
import { DocumentLine } from './DocumentLine.tsx';
import { NewDocument } from './NewDocument.tsx';
import { ShowMore } from './ShowMore.tsx';
import classes from './TeamSection.module.css';
import { useTeamAnchor } from './use-anchor.ts';

interface TeamSectionProps extends TeamBoard {
  /** Every team of the hackathon, by id. */
  teams: ReadonlyMap<string, TeamView>;
  hackathon: HackathonView;
  presence: BoardView['presence'];
  isFiltering: boolean;
}

/** What asks for no more work stands below, as lines. */
const DONE: ReadonlySet<DocumentState> = new Set(['finalised', 'withdrawn', 'merged']);

/** Cards drawn at first; each has a ring, people and a menu. */
const CARDS = 30;

const NOBODY: readonly PresenceView[] = [];

/** My team. */
export function TeamSection({
  team,
  teams,
  hackathon,
  documents,
  guestOf,
  askedFor,
  presence,
  isFiltering,
}: TeamSectionProps) {
  const { t, i18n } = useTranslation('teams');
  const title = useId();
  const { id: anchor, ref } = useTeamAnchor<HTMLElement>(team.id);
  if (isFiltering && documents.length + guestOf.length === 0) return null;
  const open = documents.filter(({ state }) => !DONE.has(state));
  const done = documents.filter(({ state }) => DONE.has(state));
  const isOpen = hackathon.state === 'open';
  const isClosed = hackathon.state === 'closed';
  const nameOf = (teamId: string) => teams.get(teamId)?.name ?? '';
  const withTeams = ({ invitedTeamIds }: DocumentSummary) =>
    invitedTeamIds.length === 0
      ? {}
      : {
          teams: t('with', {
            teams: new Intl.ListFormat(i18n.language).format(invitedTeamIds.map(nameOf)),
          }),
        };
  return (
    <section id={anchor} ref={ref} aria-labelledby={title}>
      <div className={classes.head}>
        <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
        <h2 id={title} className={classes.name} dir="auto">
          {team.name}
        </h2>
        <span className={classes.count}>{t('members', { count: team.memberCount })}</span>
        <div className={classes.actions}>
          {!isClosed && <HandButton team={team} />}
          {isOpen && <NewDocument team={team} hackathon={hackathon} />}
        </div>
      </div>
      {documents.length === 0 && (
        <EmptyState title={t(isOpen ? 'empty.title' : 'empty.closed')}>
          {isOpen && t('empty.hint')}
        </EmptyState>
      )}
      {!isClosed &&
        documents.flatMap((document) =>
          document.askingTeamIds.flatMap((teamId) => {
            const asking = teams.get(teamId);
            return asking === undefined ? (
              []
            ) : (
              <div key={`${document.id} ${teamId}`} className={classes.request}>
                <JoinRequest documentId={document.id} team={asking} title={document.title} />
              </div>
            );
          }),
        )}
      {!isClosed &&
        askedFor.map((document) => (
          <div key={document.id} className={classes.request}>
            <OwnRequest
              documentId={document.id}
              team={team}
              where={{ title: document.title, owner: nameOf(document.teamId) }}
            />
          </div>
        ))}
      {open.length > 0 && (
        <ShowMore items={open} step={CARDS}>
          {(some) => (
            <ul className={classes.cards}>
              {some.map((document) => (
                <li key={document.id}>
                  <DocumentCard
                    document={document}
                    people={presence[document.id] ?? NOBODY}
                    isOver={isClosed}
                    {...withTeams(document)}
                    action={
                      <>
                        {!isClosed && (
                          <CardTeams document={document} hackathon={hackathon} teams={teams} />
                        )}
                        <SpotlightButton
                          hackathon={hackathon}
                          documentId={document.id}
                          title={document.title}
                        />
                      </>
                    }
                  />
                </li>
              ))}
            </ul>
          )}
        </ShowMore>
      )}
      {guestOf.length > 0 && (
        <>
          <h3 className={classes.doneTitle}>{t('guest-of')}</h3>
          <ul className={classes.cards}>
            {guestOf.map((document) => (
              <li key={document.id}>
                <DocumentCard
                  document={document}
                  people={presence[document.id] ?? NOBODY}
                  isOver={isClosed}
                  teams={t('of', { team: nameOf(document.teamId) })}
                  action={
                    !isClosed && (
                      <CardTeams document={document} hackathon={hackathon} teams={teams} />
                    )
                  }
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {done.length > 0 && (
        <>
          <h3 className={classes.doneTitle}>{t('done', { count: done.length })}</h3>
          <ShowMore items={done} step={CARDS}>
            {(some) => (
              <ul className={classes.done}>
                {some.map((document) => (
                  <li key={document.id}>
                    <DocumentLine
                      document={document}
                      people={presence[document.id] ?? NOBODY}
                      hackathon={hackathon}
                    />
                  </li>
                ))}
              </ul>
            )}
          </ShowMore>
        </>
      )}
    </section>
  );
}
