// What a facilitator sees of each team, and which team needs a visit (WL3). Pure.
import type { DocumentSummary } from '../../../shared/api/documents.ts';
import type { BoardView, PresenceView } from '../../../shared/api/live.ts';
import type { TeamView } from '../../../shared/api/teams.ts';

/** Why somebody should walk over. */
export type VisitReason = 'hand' | 'quiet' | 'alone';

/** One line of the table. */
export interface TeamRow {
  readonly team: TeamView;
  readonly documents: number;
  readonly finalised: number;
  /** Mean completeness of the documents that count; `null` without any. */
  readonly completeness: number | null;
  readonly online: readonly PresenceView[];
  readonly lastEditedAt: number | null;
  readonly deadlineAt: number;
  /** The most pressing first. */
  readonly reasons: readonly VisitReason[];
  /** Since when, where it is known. */
  readonly since: Readonly<Partial<Record<VisitReason, number>>>;
}

/** A team with open work that nobody touched for this long may be stuck, ms. */
const QUIET_MS = 15 * 60_000;

/** The rows: those that need a visit first, the longest-raised hand on top, then by name. */
export function teamRows(board: BoardView, now: number, language: string): TeamRow[] {
  // Once for all teams: sixty times five thousand documents is a frame lost with every event.
  const byTeam = new Map<string, DocumentSummary[]>(board.teams.map(({ id }) => [id, []]));
  for (const document of board.documents) byTeam.get(document.teamId)?.push(document);
  const rows = board.teams.map((team) => toRow(board, team, byTeam.get(team.id) ?? [], now));
  const { compare } = new Intl.Collator(language, { numeric: true });
  return rows.toSorted(
    (a, b) =>
      urgency(a) - urgency(b) ||
      (a.team.handRaisedAt ?? 0) - (b.team.handRaisedAt ?? 0) ||
      compare(a.team.name, b.team.name),
  );
}

/** Whether two rows look alike; completeness is shown as whole percents. */
export function isSameRow(first: TeamRow, second: TeamRow): boolean {
  return first.team === second.team && shownOf(first) === shownOf(second);
}

function shownOf({ team: _, completeness, ...rest }: TeamRow): string {
  return JSON.stringify([rest, completeness === null ? null : Math.floor(completeness * 100)]);
}

function toRow(
  board: BoardView,
  team: TeamView,
  documents: readonly DocumentSummary[],
  now: number,
): TeamRow {
  const own = documents.filter(({ state }) => state !== 'withdrawn' && state !== 'merged');
  const open = own.filter(({ state }) => state === 'draft' || state === 'reopened');
  const people = own.flatMap(({ id }) => board.presence[id] ?? []);
  // A neighbour reading along does not make a team less alone.
  const online = [...new Map(people.map((person) => [person.personId, person])).values()].filter(
    ({ teamId }) => teamId === team.id,
  );
  const edits = own.flatMap(({ lastEditedAt }) => lastEditedAt ?? []);
  const lastEditedAt = edits.length === 0 ? null : Math.max(...edits);
  const reasons: VisitReason[] = [];
  const lastTouch = lastEditedAt ?? board.hackathon.startsAt;
  if (team.handRaisedAt !== null) reasons.push('hand');
  if (board.hackathon.state === 'open' && board.hackathon.startsAt <= now) {
    const hasOpenWork = own.length === 0 || open.some(({ completeness }) => completeness < 1);
    if (hasOpenWork && now - lastTouch >= QUIET_MS) reasons.push('quiet');
    if (online.length === 1 && team.memberCount > 1) reasons.push('alone');
  }
  return {
    team,
    documents: own.length,
    finalised: own.filter(({ state }) => state === 'finalised').length,
    completeness:
      own.length === 0
        ? null
        : own.reduce((sum, { completeness }) => sum + completeness, 0) / own.length,
    online,
    lastEditedAt,
    deadlineAt: Math.max(team.extendedUntil ?? 0, board.hackathon.endsAt),
    reasons,
    since: { ...(team.handRaisedAt !== null && { hand: team.handRaisedAt }), quiet: lastTouch },
  };
}

function urgency({ reasons, team }: TeamRow): number {
  // Where somebody is on the way, others are needed less.
  if (reasons.includes('hand')) return team.helper === null ? 0 : 1;
  if (reasons.includes('quiet')) return 2;
  return reasons.includes('alone') ? 3 : 4;
}
