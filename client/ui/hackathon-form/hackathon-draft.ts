// What is typed about a hackathon, before it is one: times as their fields hold them, in the zone of
// the place. Pure.
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { fromZonedInput, toZonedInput } from '../zoned-time.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** The fields of the form. */
export interface HackathonDraft {
  readonly name: string;
  readonly place: string;
  readonly timeZone: string;
  readonly starts: string;
  readonly ends: string;
  readonly languages: readonly string[];
  readonly reviewRequired: boolean;
  readonly accent: string | null;
  readonly lockAfterMinutes: number | null;
}

/** A hackathon of two days that begins within the hour. */
export function newDraft(now: number, timeZone: string): HackathonDraft {
  const startsAt = Math.ceil(now / HOUR_MS) * HOUR_MS;
  return {
    name: '',
    place: '',
    timeZone,
    starts: toZonedInput(startsAt, timeZone),
    ends: toZonedInput(startsAt + 2 * DAY_MS, timeZone),
    languages: ['en', 'fr', 'es'],
    reviewRequired: false,
    accent: null,
    lockAfterMinutes: 10,
  };
}

/** A hackathon as it is. */
export function draftOf(hackathon: HackathonView): HackathonDraft {
  const { name, place, timeZone, startsAt, endsAt } = hackathon;
  const { languages, reviewRequired, accent, lockAfterMinutes } = hackathon;
  return {
    name,
    place,
    timeZone,
    starts: toZonedInput(startsAt, timeZone),
    ends: toZonedInput(endsAt, timeZone),
    languages,
    reviewRequired,
    accent,
    lockAfterMinutes,
  };
}

/** The next one like it: from the same hour, as long, tomorrow at the earliest; without a name. */
export function nextDraftOf(hackathon: HackathonView, now: number): HackathonDraft {
  const { startsAt, endsAt, timeZone } = hackathon;
  const moved = Math.max(1, Math.ceil((now + DAY_MS - startsAt) / DAY_MS)) * DAY_MS;
  return {
    ...draftOf(hackathon),
    name: '',
    starts: toZonedInput(startsAt + moved, timeZone),
    ends: toZonedInput(endsAt + moved, timeZone),
  };
}

/** Whether both times are there and the wrong way round. */
export function isBackwards({ starts, ends, timeZone }: HackathonDraft): boolean {
  const startsAt = fromZonedInput(starts, timeZone);
  const endsAt = fromZonedInput(ends, timeZone);
  return startsAt !== null && endsAt !== null && endsAt < startsAt;
}

/** The draft as it is sent; `null` while something is missing or the wrong way round. */
export function readDraft(draft: HackathonDraft) {
  const { starts, ends, ...said } = draft;
  const startsAt = fromZonedInput(starts, draft.timeZone);
  const endsAt = fromZonedInput(ends, draft.timeZone);
  const name = draft.name.trim();
  if (name === '' || startsAt === null || endsAt === null || endsAt < startsAt) return null;
  return {
    ...said,
    name,
    place: draft.place.trim(),
    languages: [...draft.languages],
    startsAt,
    endsAt,
  };
}
