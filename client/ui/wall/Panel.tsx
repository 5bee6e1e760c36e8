// Teams, collective actions or both, page after page: a screen in a hall has no scroll bar.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '../../../shared/api/wall.ts';
import { serverNow } from '../server-clock.ts';
import spoken from '../spoken.module.css';
import { ActionRow } from './ActionRow.tsx';
import classes from './Panel.module.css';
import { cutPages } from './pages.ts';
import { isTallAction, isTallTeam } from './row-height.ts';
import { TeamRow } from './TeamRow.tsx';
import { useCapacity } from './use-capacity.ts';

/** Time to find one's own team on a page of ten, ms. */
const PAGE_MS = 9000;

interface PanelProps {
  view: WallView;
  /** All teams, then all collective actions, unless only one of them is asked for. */
  only?: 'teams' | 'actions';
}

/** Shows page after page, then begins again. */
export function Panel({ view, only }: PanelProps) {
  const { t } = useTranslation('wall');
  const { list, probe, rows, columns } = useCapacity();
  // A scene that comes round begins with another page, or the last teams would never be seen.
  const [turn, setTurn] = useState(() => Math.floor(serverNow() / 1000));
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), PAGE_MS);
    return () => clearInterval(timer);
  }, []);

  // Before the first measurement nothing is known to fit.
  const teamPages = rows === 0 || only === 'actions' ? [] : cutPages(view.teams, rows * columns);
  const actionPages = rows === 0 || only === 'teams' ? [] : cutPages(view.collectiveActions, rows);
  const count = teamPages.length + actionPages.length;
  const index = count === 0 ? 0 : turn % count;
  const teams = teamPages[index];
  const actions = actionPages[index - teamPages.length];
  const page = teams ?? actions;
  const heading =
    actions === undefined && only !== 'actions' ? t('panel.teams') : t('panel.actions');

  const isTall =
    (only !== 'actions' && view.teams.some(isTallTeam)) ||
    (only !== 'teams' && view.collectiveActions.some(isTallAction));

  // Alone it is the scene, which has a name of its own.
  const Part = only === undefined ? 'section' : 'div';
  return (
    <Part className={classes.panel} aria-label={only === undefined ? heading : undefined}>
      <h2 className={classes.heading} data-alone={only !== undefined || undefined}>
        <span className={only === undefined ? undefined : spoken.only}>{heading}</span>
        {page !== undefined && page.count > 1 && (
          <span className={classes.pages}>
            {t('panel.page', { number: page.number, count: page.count })}
          </span>
        )}
      </h2>
      <div
        ref={list}
        className={classes.list}
        data-tall={isTall || undefined}
        data-whole={(only !== undefined && count === 1) || undefined}
      >
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
    </Part>
  );
}
