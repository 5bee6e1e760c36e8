// Rows of hackathons and teams, and how they are presented to the outside.
import type { HackathonView } from '../../shared/api/hackathons.ts';
import type { TeamView } from '../../shared/api/teams.ts';
import { brandOf } from '../../shared/brand.ts';
import type { HackathonState } from '../../shared/roles.ts';

/** A hackathon as stored. */
export interface HackathonRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly place: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone: string;
  /** A JSON array of BCP 47 tags. */
  readonly languages: string;
  readonly state: HackathonState;
  readonly reviewRequired: 0 | 1;
  readonly createdAt: number;
  readonly accent: string | null;
  readonly lockAfterMinutes: number | null;
  readonly hallCodeHours: number | null;
  readonly joinUntil: number | null;
  /** Names the version of its picture. */
  readonly logoHash: string | null;
  /** A JSON array of `Stage`, the first to end first. */
  readonly stages: string;
}

/** A team as stored, with how many belong to it. */
export interface TeamRow {
  readonly id: string;
  readonly hackathonId: string;
  readonly name: string;
  readonly colour: string;
  readonly createdAt: number;
  readonly handRaisedAt: number | null;
  readonly extendedUntil: number | null;
  /** Who is on the way while the hand is up. */
  readonly helperId: string | null;
  readonly helperName: string | null;
  readonly memberCount: number;
}

/** Somebody in a team. */
export interface MemberRow {
  readonly personId: string;
  readonly name: string;
  readonly colour: string;
  readonly joinedAt: number;
}

/** The languages of a hackathon, the first being its own. */
export function languagesOf({ languages }: Pick<HackathonRow, 'languages'>): string[] {
  return JSON.parse(languages) as string[];
}

/** What the time of a hackathon is divided into, the first to end first. */
export function stagesOf({ stages }: Pick<HackathonRow, 'stages'>): HackathonView['stages'] {
  return JSON.parse(stages) as HackathonView['stages'];
}

/** A hackathon for answers. */
export function toHackathonView(row: HackathonRow): HackathonView {
  const { id, slug, name, place, startsAt, endsAt, timeZone, state } = row;
  const { lockAfterMinutes, hallCodeHours, joinUntil } = row;
  return {
    id,
    slug,
    name,
    place,
    startsAt,
    endsAt,
    timeZone,
    languages: languagesOf(row),
    state,
    reviewRequired: row.reviewRequired === 1,
    stages: stagesOf(row),
    ...brandOf(row),
    lockAfterMinutes,
    hallCodeHours,
    joinUntil,
  };
}

/** A team for answers. */
export function toTeamView(row: TeamRow): TeamView {
  const { id, hackathonId, name, colour, handRaisedAt, extendedUntil, memberCount } = row;
  const helper =
    row.helperId === null ? null : { personId: row.helperId, name: row.helperName ?? '' };
  return { id, hackathonId, name, colour, handRaisedAt, helper, extendedUntil, memberCount };
}

/** When a team's time is up, by the server's clock (LI7): more time is never less than the others have. */
export function deadlineAt(
  team: Pick<TeamRow, 'extendedUntil'>,
  hackathon: Pick<HackathonRow, 'endsAt'>,
): number {
  return Math.max(team.extendedUntil ?? 0, hackathon.endsAt);
}
