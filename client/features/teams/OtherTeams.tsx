// Everybody else's tables: a line each, opened to see their documents.
import { IconChevronRight, IconHandStop } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardView, HackathonView } from '../../../shared/api.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { KIND_ICONS } from '../../ui/KindBadge.tsx';
import { PeopleHere } from '../../ui/PeopleHere.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { type TeamBoard, teamCompleteness } from './board-order.ts';
import { NewDocument } from './NewDocument.tsx';
import classes from './OtherTeams.module.css';

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
  return (
    <details className={classes.team} open={isOpen}>
      <summary>
        <IconChevronRight className={classes.chevron} size={18} aria-hidden="true" />
        <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
        <h3 className={classes.name} dir="auto">
          {team.name}
        </h3>
        {team.handRaisedAt !== null && (
          <span className={classes.hand}>
            <IconHandStop size={16} aria-hidden="true" />
            {t('hand.raised')}
          </span>
        )}
        <span className={classes.people}>
          <PeopleHere people={people} most={4} />
        </span>
        <span className={classes.count}>{t('documents', { count: documents.length })}</span>
        {share !== null && <CompletenessRing ratio={share} size={32} />}
      </summary>
      <ul className={classes.documents}>
        {documents.map(({ id, kind, title, state, completeness }) => {
          const KindIcon = KIND_ICONS[kind];
          return (
            <li key={id} className={classes.document}>
              <KindIcon size={18} stroke={1.75} aria-hidden="true" />
              <Link to={`/documents/${id}`} dir="auto">
                {title === '' ? <em>{t('untitled')}</em> : title}
              </Link>
              <PeopleHere people={presence[id] ?? []} most={3} />
              {state !== 'draft' && <StateBadge state={state} />}
              <CompletenessRing
                ratio={completeness}
                isFinalised={state === 'finalised'}
                size={28}
              />
            </li>
          );
        })}
      </ul>
      {documents.length === 0 && <p className={classes.none}>{t('no-documents')}</p>}
      {canCreate && (
        <div className={classes.create}>
          <NewDocument teamId={team.id} hackathon={hackathon} isQuiet />
        </div>
      )}
    </details>
  );
}
