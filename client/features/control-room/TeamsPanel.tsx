// Every team at a glance, those that need a visit first, and what is said to all of them.
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardView } from '../../../shared/api/live.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useServerNow } from '../../ui/server-clock.ts';
import { AddTeam } from './AddTeam.tsx';
import { AnnouncementsPanel } from './AnnouncementsPanel.tsx';
import { Figures } from './Figures.tsx';
import { MoreTime } from './MoreTime.tsx';
import classes from './panel.module.css';
import { TeamsTable } from './TeamsTable.tsx';
import { teamRows } from './team-rows.ts';

/** Who needs a visit changes with time alone, so the rows are looked at again this often, ms. */
const LOOK_MS = 15_000;

/** The first tab. */
export function TeamsPanel({ board: newest }: { board: BoardView }) {
  const { t, i18n } = useTranslation('control-room');
  const now = useServerNow(LOOK_MS);
  // A batch of edits is drawn between frames: whoever scrolls or presses comes first.
  const board = useDeferredValue(newest);
  const { language } = i18n;
  const rows = useMemo(() => teamRows(board, now, language), [board, now, language]);
  const online = new Set(rows.flatMap((row) => row.online.map(({ personId }) => personId)));
  const counts = {
    teams: rows.length,
    online: online.size,
    documents: rows.reduce((sum, { documents }) => sum + documents, 0),
    finalised: rows.reduce((sum, { finalised }) => sum + finalised, 0),
    visits: rows.filter(({ reasons }) => reasons.length > 0).length,
  };
  const figures = Object.entries(counts).map(([name, count]) => ({
    words: t(`figures.${name}`, { count }),
    count,
  }));
  return (
    <div className={classes.columns}>
      <section className={classes.section} aria-label={t('tab.teams')}>
        <Figures figures={figures} />
        {rows.length === 0 ? (
          <EmptyState title={t('teams.none')}>{t('teams.none-hint')}</EmptyState>
        ) : (
          <TeamsTable rows={rows} board={board} />
        )}
        <div className={classes.row}>
          <AddTeam hackathonId={board.hackathon.id} />
          {board.hackathon.state === 'open' && <MoreTime hackathon={board.hackathon} />}
        </div>
      </section>
      <AnnouncementsPanel hackathonId={board.hackathon.id} announcements={board.announcements} />
    </div>
  );
}
