// What is said of a hackathon, checked. Knows no table.
import type { HackathonState } from '../../shared/roles.ts';
import { requireName } from '../accounts/people.ts';
import { AppError } from '../http/errors.ts';
import type { HackathonRow } from './rows.ts';
import type { Stage } from './stages.ts';

/** What is said of a hackathon when it is made, and can be said otherwise later. */
interface HackathonDetails {
  readonly name: string;
  readonly place?: string | undefined;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly timeZone?: string | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly reviewRequired?: boolean | undefined;
  readonly accent?: string | null | undefined;
  readonly lockAfterMinutes?: number | null | undefined;
}

/** What a new hackathon is made of; each team gets a join code, and so does the whole. */
export interface NewHackathon extends HackathonDetails {
  readonly teams?: readonly string[] | undefined;
  readonly stages?: readonly Stage[] | undefined;
}

/** A new hackathon like another: what is left out is as there. */
export type CopiedHackathon = Partial<NewHackathon> & Pick<NewHackathon, 'name' | 'startsAt'>;

/** What can change in a hackathon. */
export interface HackathonChange extends Partial<HackathonDetails> {
  readonly state?: HackathonState | undefined;
  readonly hallCodeHours?: number | null | undefined;
  readonly joinUntil?: number | null | undefined;
}

/** The part of a row that changes. */
export type ChangingRow = Omit<HackathonRow, 'id' | 'slug' | 'createdAt' | 'stages' | 'logoHash'>;

/** Shared laptops are locked after this many minutes where nobody says otherwise. */
const LOCK_AFTER_MINUTES = 10;

/** A new hackathon's part of the row. Throws `422` for a zone, language or order that is none. */
export function toNewRow(hackathon: HackathonDetails): ChangingRow {
  return toChangedRow(
    {
      name: '',
      place: '',
      startsAt: hackathon.startsAt,
      endsAt: hackathon.endsAt,
      timeZone: 'UTC',
      languages: '["en","fr","es"]',
      state: 'open',
      reviewRequired: 0,
      accent: null,
      lockAfterMinutes: LOCK_AFTER_MINUTES,
      hallCodeHours: null,
      joinUntil: null,
    },
    hackathon,
  );
}

function toFlag(value: boolean | undefined): 0 | 1 | undefined {
  if (value === undefined) return undefined;
  return value ? 1 : 0;
}

/** A row after a change; what is `undefined` stays. Throws as `toNewRow`. */
export function toChangedRow(before: ChangingRow, change: HackathonChange): ChangingRow {
  const after: ChangingRow = {
    name: change.name === undefined ? before.name : requireName(change.name),
    place: change.place ?? before.place,
    startsAt: change.startsAt ?? before.startsAt,
    endsAt: change.endsAt ?? before.endsAt,
    timeZone: change.timeZone === undefined ? before.timeZone : requireTimeZone(change.timeZone),
    languages:
      change.languages === undefined
        ? before.languages
        : JSON.stringify(requireLanguages(change.languages)),
    state: change.state ?? before.state,
    reviewRequired: toFlag(change.reviewRequired) ?? before.reviewRequired,
    // Here `null` is said too, and means none.
    accent: change.accent === undefined ? before.accent : change.accent,
    lockAfterMinutes:
      change.lockAfterMinutes === undefined ? before.lockAfterMinutes : change.lockAfterMinutes,
    hallCodeHours: change.hallCodeHours === undefined ? before.hallCodeHours : change.hallCodeHours,
    joinUntil: change.joinUntil === undefined ? before.joinUntil : change.joinUntil,
  };
  if (after.endsAt < after.startsAt) {
    throw new AppError(422, 'ends_before_start', 'The end cannot be before the start.');
  }
  return after;
}

function requireTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError(422, 'unknown_time_zone', 'Name a time zone such as Europe/Paris.');
  }
}

function requireLanguages(languages: readonly string[]): string[] {
  try {
    return Intl.getCanonicalLocales([...languages]);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError(422, 'unknown_language', 'Languages are written like "en" or "pt-BR".');
  }
}
