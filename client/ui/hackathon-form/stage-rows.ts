// Stages as they are typed, in the time zone of the place. Pure but for the clock.
import type { HackathonView } from '../../../shared/api/hackathons.ts';
import { serverNow } from '../server-clock.ts';
import { fromZonedInput, toZonedInput } from '../zoned-time.ts';

const HOUR_MS = 60 * 60_000;

/** As many as the server takes. */
export const MAX_STAGES = 30;

/** A line of the form. */
export interface StageRow {
  readonly key: number;
  readonly name: string;
  readonly ends: string;
}

type Stages = HackathonView['stages'];

/** The lines for stages as they are; `movedMs` later for the next hackathon. */
export function stageRows(stages: Stages, timeZone: string, movedMs = 0): StageRow[] {
  return stages.map(({ name, endsAt }, key) => ({
    key,
    name,
    ends: toZonedInput(endsAt + movedMs, timeZone),
  }));
}

/** The stages as they are sent; `null` while a name or a time is missing. */
export function readStages(rows: readonly StageRow[], timeZone: string): Stages | null {
  const stages = rows.flatMap(({ name, ends }) => {
    const endsAt = fromZonedInput(ends, timeZone);
    return endsAt === null || name.trim() === '' ? [] : [{ name: name.trim(), endsAt }];
  });
  return stages.length === rows.length ? stages : null;
}

/** One more, ending an hour after the last. */
export function withStageAdded(
  rows: readonly StageRow[],
  { timeZone, endsAt }: { timeZone: string; endsAt: number },
): StageRow[] {
  const ends = rows.map((row) => fromZonedInput(row.ends, timeZone)).filter((at) => at !== null);
  const last = ends.at(-1) ?? serverNow();
  const next = Math.min(Math.ceil((last + HOUR_MS) / HOUR_MS) * HOUR_MS, endsAt);
  const key = 1 + Math.max(-1, ...rows.map((row) => row.key));
  return [...rows, { key, name: '', ends: toZonedInput(next, timeZone) }];
}
