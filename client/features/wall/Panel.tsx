// Teams and collective actions, page after page: a screen in a hall has no scroll bar.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { ActionRow } from './ActionRow.tsx';
import classes from './Panel.module.css';
import { cutPages } from './pages.ts';
import { TeamRow } from './TeamRow.tsx';
import { useCapacity } from './use-capacity.ts';

/** Time to find one's own team on a page of ten, ms. */
const PAGE_MS = 9000;

/** Shows all teams, then all collective actions, then begins again. */
export function Panel({ view }: { view: WallView }) {
  const { t } = useTranslation('wall');
  const { list, probe, rows, columns } = useCapacity();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), PAGE_MS);
    return () => clearInterval(timer);
  }, []);

  // Before the first measurement nothing is known to fit.
  const teamPages = rows === 0 ? [] : cutPages(view.teams, rows * columns);
  const actionPages = rows === 0 ? [] : cutPages(view.collectiveActions, rows);
  const count = teamPages.length + actionPages.length;
  const index = count === 0 ? 0 : turn % count;
  const teams = teamPages[index];
  const actions = actionPages[index - teamPages.length];
  const page = teams ?? actions;
  const heading = actions === undefined ? t('panel.teams') : t('panel.actions');

  return (
    <section className={classes.panel} aria-label={heading}>
      <h2 className={classes.heading}>
        {heading}
        {page !== undefined && page.count > 1 && (
          <span className={classes.pages}>
            {t('panel.page', { number: page.number, count: page.count })}
          </span>
        )}
      </h2>
      <div ref={list} className={classes.list}>
        <div ref={probe} className={classes.probe} aria-hidden="true" />
        {teams !== undefined && (
          <ul
            key={`teams ${teams.number}`}
            className={classes.teams}
            style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {teams.items.map((team) => (
              <TeamRow key={team.id} team={team} />
            ))}
          </ul>
        )}
        {actions !== undefined && (
          <ul key={`actions ${actions.number}`} className={classes.actions}>
            {actions.items.map((action) => (
              <ActionRow key={action.id} action={action} />
            ))}
          </ul>
        )}
        {rows > 0 && count === 0 && <p className={classes.empty}>{t('team.none')}</p>}
      </div>
    </section>
  );
}
