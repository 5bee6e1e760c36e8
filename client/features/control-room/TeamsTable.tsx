// The table of teams; on a phone each team becomes a small card.
import { IconEyeQuestion, IconHandStop, IconUser } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import type { BoardView } from '../../../shared/api/live.ts';
import { isStanding } from '../../../shared/roles.ts';
import { CompletenessRing } from '../../ui/CompletenessRing.tsx';
import { formatMoment } from '../../ui/format.ts';
import { PeopleHere } from '../../ui/PeopleHere.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import spoken from '../../ui/spoken.module.css';
import { SpotlightDialog } from './SpotlightDialog.tsx';
import { TeamActions } from './TeamActions.tsx';
import classes from './TeamsTable.module.css';
import { isSameRow, type TeamRow, type VisitReason } from './team-rows.ts';

const REASON_ICONS = { hand: IconHandStop, quiet: IconEyeQuestion, alone: IconUser } as const;

/** One line a team, in the order given. */
export function TeamsTable({ rows, board }: { rows: TeamRow[]; board: BoardView }) {
  const { t } = useTranslation('control-room');
  const [shownOf, setShownOf] = useState<string | null>(null);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('teams.team')}</th>
            <th scope="col">{t('teams.needs')}</th>
            <th scope="col">{t('teams.online')}</th>
            <th scope="col">{t('teams.work')}</th>
            <th scope="col">{t('teams.last-edit')}</th>
            <th scope="col">
              <span className={spoken.only}>{t('teams.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TeamLine
              key={row.team.id}
              row={row}
              hackathon={board.hackathon}
              hasOthers={board.teams.length > 1}
              onSpotlight={setShownOf}
            />
          ))}
        </tbody>
      </table>
      {shownOf !== null && (
        <SpotlightDialog
          hackathonId={board.hackathon.id}
          documents={board.documents.filter(
            ({ teamId, state }) => teamId === shownOf && isStanding(state),
          )}
          onClose={() => setShownOf(null)}
        />
      )}
    </>
  );
}

interface TeamLineProps {
  row: TeamRow;
  hackathon: HackathonView;
  hasOthers: boolean;
  onSpotlight: (teamId: string) => void;
}

/** Drawn again only where it would look different: most edits change no team's line. */
const TeamLine = memo(Line, (before, after) =>
  (Object.keys(after) as (keyof TeamLineProps)[]).every((name) =>
    name === 'row' ? isSameRow(before.row, after.row) : before[name] === after[name],
  ),
);

function Line({ row, hackathon, hasOthers, onSpotlight }: TeamLineProps) {
  const { t, i18n } = useTranslation('control-room');
  const { team, documents, finalised, completeness, online, lastEditedAt, reasons } = row;
  return (
    <tr>
      <th scope="row">
        <span className={classes.team}>
          <span className={classes.dot} style={{ background: team.colour }} aria-hidden="true" />
          <span>
            <span className={classes.name} dir="auto">
              {team.name}
            </span>
            <span className={classes.soft}>{t('teams.members', { count: team.memberCount })}</span>
            {row.deadlineAt > hackathon.endsAt && hackathon.state === 'open' && (
              <span className={classes.extended}>
                {t('teams.extended', {
                  moment: formatMoment(row.deadlineAt, i18n.language, hackathon.timeZone),
                })}
              </span>
            )}
          </span>
        </span>
      </th>
      <td data-label={t('teams.needs')} data-empty={reasons.length === 0}>
        <span className={classes.reasons}>
          {reasons.map((reason) => (
            <Reason key={reason} reason={reason} since={row.since[reason]} />
          ))}
          {team.helper !== null && (
            <span className={classes.reason}>{t('teams.coming', { name: team.helper.name })}</span>
          )}
        </span>
      </td>
      <td data-label={t('teams.online')} data-empty={online.length === 0}>
        <PeopleHere people={online} />
      </td>
      <td data-label={t('teams.work')}>
        <span className={classes.work}>
          {completeness !== null && <CompletenessRing ratio={completeness} size={36} />}
          <span className={classes.tight}>
            {t('teams.finalised-of', { finalised, count: documents })}
          </span>
        </span>
      </td>
      <td data-label={t('teams.last-edit')} data-empty={lastEditedAt === null}>
        {lastEditedAt !== null && (
          <span className={classes.tight}>
            <RelativeTime at={lastEditedAt} />
          </span>
        )}
      </td>
      <td className={classes.actions}>
        <TeamActions
          team={team}
          hackathon={hackathon}
          hasOthers={hasOthers}
          deadlineAt={row.deadlineAt}
          onSpotlight={onSpotlight}
        />
      </td>
    </tr>
  );
}

function Reason({ reason, since }: { reason: VisitReason; since: number | undefined }) {
  const { t } = useTranslation('control-room');
  const ReasonIcon = REASON_ICONS[reason];
  return (
    <span className={classes.reason} data-reason={reason}>
      <ReasonIcon size={16} aria-hidden="true" />
      {t(`reason.${reason}`)}
      {since !== undefined && (
        <span className={classes.soft}>
          <RelativeTime at={since} />
        </span>
      )}
    </span>
  );
}
