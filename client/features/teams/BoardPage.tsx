// The board of a hackathon: my team first and large, everybody else below, all of it live.
import { Button } from '@mantine/core';
import { IconLayoutDashboard, IconMovie } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { can } from '../../../shared/roles.ts';
import { useBoard } from '../../board.ts';
import { toActor, useSession } from '../../session.ts';
import { Announcements } from '../../ui/Announcements.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FeedNotice } from '../../ui/FeedNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SignInFirst } from '../../ui/SignInFirst.tsx';
import { BoardAnnouncer } from './BoardAnnouncer.tsx';
import classes from './BoardPage.module.css';
import {
  arrangeTeams,
  type BoardOrder,
  filterDocuments,
  isFiltering,
  NO_FILTER,
} from './board-order.ts';
import { CurrentStage } from './CurrentStage.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Mentions } from './Mentions.tsx';
import { OtherTeams } from './OtherTeams.tsx';
import { TeamSection } from './TeamSection.tsx';
import { TextHits } from './TextHits.tsx';

// Comes with the first search: it brings what one does with an entry.
const CatalogueHits = lazy(() => import('./CatalogueHits.tsx'));

/** `/hackathons/:slug`. */
export function BoardPage() {
  const { person } = useSession();
  const { slug = '' } = useParams();
  if (person === null) return <SignInFirst />;
  return <Board key={slug} slug={slug} />;
}

function Board({ slug }: { slug: string }) {
  const { t, i18n } = useTranslation('teams');
  const session = useSession();
  const { board, status } = useBoard(slug);
  const [filter, setFilter] = useState(NO_FILTER);
  const [order, setOrder] = useState<BoardOrder>('work');
  const { hackathon, teams, documents, announcements } = board;
  const actor = toActor(session);
  const isFacilitator = can(actor, 'facilitate', { type: 'hackathon', ...hackathon });

  const shown = useMemo(() => filterDocuments(documents, filter), [documents, filter]);
  const { mine, others } = useMemo(() => {
    const myTeamIds = new Set(session.teams.map(({ team }) => team.id));
    return arrangeTeams({ teams, documents: shown }, myTeamIds, i18n.language, order);
  }, [teams, shown, session.teams, i18n.language, order]);
  const teamsById = useMemo(() => new Map(teams.map((team) => [team.id, team])), [teams]);
  const shownIds = useMemo(() => new Set(shown.map(({ id }) => id)), [shown]);
  const ends = mine.map(({ team }) => team.extendedUntil ?? 0);
  const deadlineAt = Math.max(hackathon.endsAt, ...ends);
  const filtering = isFiltering(filter);
  const beginner = hackathon.state === 'open' && filter.search.trim() !== '' ? mine[0] : undefined;

  return (
    <Page>
      <PageHeader
        title={hackathon.name}
        brand={hackathon}
        eyebrow={hackathon.place === '' ? undefined : hackathon.place}
        lead={
          hackathon.state === 'open' ? (
            <>
              <Countdown deadlineAt={deadlineAt} timeZone={hackathon.timeZone} />
              <CurrentStage hackathon={hackathon} />
            </>
          ) : (
            t(`state.${hackathon.state}`)
          )
        }
        actions={
          <>
            {hackathon.state === 'closed' && (
              <Button
                component={Link}
                to={`/hackathons/${hackathon.slug}/closing`}
                leftSection={<IconMovie size={18} />}
              >
                {t('how-it-went')}
              </Button>
            )}
            {isFacilitator && (
              <Button
                component={Link}
                to={`/hackathons/${hackathon.slug}/control`}
                variant="light"
                leftSection={<IconLayoutDashboard size={18} />}
              >
                {t('control-room')}
              </Button>
            )}
          </>
        }
      />
      <FeedNotice status={status} />
      <Announcements announcements={announcements} />
      <Mentions hackathonId={hackathon.id} />
      <div className={classes.board}>
        {documents.length > 0 && (
          <FilterBar filter={filter} onChange={setFilter} order={order} onOrder={setOrder} />
        )}
        {mine.map((teamBoard) => (
          <TeamSection
            key={teamBoard.team.id}
            {...teamBoard}
            teams={teamsById}
            hackathon={hackathon}
            presence={board.presence}
            isFiltering={filtering}
          />
        ))}
        {filtering && shown.length === 0 && (
          <EmptyState title={t('filter.nothing')}>
            <Button variant="subtle" onClick={() => setFilter(NO_FILTER)}>
              {t('filter.clear')}
            </Button>
          </EmptyState>
        )}
        <OtherTeams
          boards={others}
          hackathon={hackathon}
          presence={board.presence}
          isFiltering={filtering}
          hasMine={mine.length > 0}
          canCreate={isFacilitator && hackathon.state === 'open'}
        />
        <TextHits hackathonId={hackathon.id} search={filter.search} shownIds={shownIds} />
        {beginner !== undefined && (
          <Suspense fallback={null}>
            <CatalogueHits
              hackathonId={hackathon.id}
              search={filter.search}
              teamId={beginner.team.id}
            />
          </Suspense>
        )}
        {teams.length === 0 && <EmptyState title={t('no-teams')} />}
      </div>
      <BoardAnnouncer documents={documents} teams={teams} />
    </Page>
  );
}
