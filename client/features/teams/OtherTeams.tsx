// Everybody else's tables: a line each, opened to see their documents.
import { IconChevronRight, IconHandStop } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { BoardView } from '../../../shared/api/live.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { PeopleHere } from '../../ui/PeopleHere.tsx';
import { type TeamBoard, teamCompleteness } from './board-order.ts';
import { DocumentLine } from './DocumentLine.tsx';
import { NewDocument } from './NewDocument.tsx';
import classes from './OtherTeams.module.css';
import { ShowMore } from './ShowMore.tsx';
import { useTeamAnchor } from './use-anchor.ts';

interface OtherTeamsProps {
  boards: readonly TeamBoard[];
  hackathon: HackathonView;
  presence: BoardView['presence'];
  isFiltering: boolean;
  hasMine: boolean;
  canCreate: boolean;
}

/** While a search runs, teams with a hit stand open and the others are away. */
export function OtherTeams({ boards, isFiltering, hasMine, ...rest }: OtherTeamsProps) {
  const { t } = useTranslation('teams');
  const title = useId();
  const shown = isFiltering ? boards.filter(({ documents }) => documents.length > 0) : boards;
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{t(hasMine ? 'other-teams' : 'all-teams')}</h2>
      <div className={classes.teams}>
        {shown.map((board) => (
          <OtherTeam
            key={`${board.team.id}${isFiltering}`}
            {...rest}
            {...board}
            isOpen={isFiltering}
          />
        ))}
      </div>
    </section>
  );
}

type OtherTeamProps = TeamBoard &
  Pick<OtherTeamsProps, 'hackathon' | 'presence' | 'canCreate'> & { isOpen: boolean };

function OtherTeam({ team, documents, hackathon, presence, canCreate, isOpen }: OtherTeamProps) {
  const { t } = useTranslation('teams');
  const share = teamCompleteness(documents);
  const people = documents.flatMap(({ id }) => presence[id] ?? []);
  // What nobody opened is not drawn: there may be thousands.
  const { id: anchor, ref, isAskedFor } = useTeamAnchor<HTMLDetailsElement>(team.id);
  const [isDrawn, setIsDrawn] = useState(isOpen || isAskedFor);
  return (
    <details
      id={anchor}
      ref={ref}
      className={classes.team}
      open={isOpen || isAskedFor}
      onToggle={({ currentTarget }) => setIsDrawn(currentTarget.open)}
    >
      <summary>
        <IconChevronRight className={classes.chevron} size={18} aria-hidden="true" />
        <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
        <span className={classes.words}>
          <h3 className={classes.name}>
            <bdi>{team.name}</bdi>
          </h3>
          <span className={classes.count}>{t('documents', { count: documents.length })}</span>
        </span>
        {team.handRaisedAt !== null && (
          <span className={classes.hand}>
            <IconHandStop size={16} aria-hidden="true" />
            {team.helper === null ? t('hand.raised') : t('hand.coming', { name: team.helper.name })}
          </span>
        )}
        <PeopleHere people={people} most={4} />
        {share !== null && <CompletenessRing ratio={share} size={32} />}
      </summary>
      {isDrawn && (
        <ShowMore items={documents} step={40}>
          {(some) => (
            <ul className={classes.documents}>
              {some.map((document) => (
                <li key={document.id}>
                  <DocumentLine
                    document={document}
                    people={presence[document.id] ?? []}
                    hackathon={hackathon}
                  />
                </li>
              ))}
            </ul>
          )}
        </ShowMore>
      )}
      {documents.length === 0 && <p className={classes.none}>{t('no-documents')}</p>}
      {canCreate && !isOpen && (
        <div className={classes.create}>
          <NewDocument team={team} hackathon={hackathon} isQuiet />
        </div>
      )}
    </details>
  );
}
