// Numbers and times as words of the reader's language. Pure; clocks are handed in.

/** By language: one takes longer to make than all that it writes. */
const percents = new Map<string, Intl.NumberFormat>();

/** `0.625` → `62%`: rounded down, because 100 % must mean that nothing is missing. */
export function formatPercent(ratio: number, language: string): string {
  const whole = Math.floor(Math.min(1, Math.max(0, ratio)) * 100) / 100;
  let format = percents.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { style: 'percent' });
    percents.set(language, format);
  }
  return format.format(whole);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago `at` was, such as `3 min. ago`; `null` for less than a minute or the future. */
export function formatAgo(at: number, now: number, language: string): string | null {
  const ms = now - at;
  if (ms < MINUTE_MS) return null;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  if (ms < HOUR_MS) return format.format(-Math.floor(ms / MINUTE_MS), 'minute');
  if (ms < DAY_MS) return format.format(-Math.floor(ms / HOUR_MS), 'hour');
  return format.format(-Math.floor(ms / DAY_MS), 'day');
}

/** What is left, as two days and more are spoken of, or as a running clock. */
type TimeLeft =
  | { readonly type: 'over' }
  | { readonly type: 'days'; readonly days: number; readonly hours: number }
  | { readonly type: 'clock'; readonly clock: string };

/** From two days on, seconds only make people nervous. */
const CLOCK_BELOW_MS = 2 * DAY_MS;

/** The time between `now` and `deadlineAt`. */
export function timeLeft(deadlineAt: number, now: number): TimeLeft {
  const ms = deadlineAt - now;
  if (ms <= 0) return { type: 'over' };
  if (ms >= CLOCK_BELOW_MS) {
    return {
      type: 'days',
      days: Math.floor(ms / DAY_MS),
      hours: Math.floor((ms % DAY_MS) / HOUR_MS),
    };
  }
  const seconds = Math.ceil(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return { type: 'clock', clock: hours === 0 ? rest : `${hours}:${rest}` };
}

/** A moment in a hackathon's own time zone: a laptop may still be in another one. */
export function formatMoment(at: number, language: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zoneOrOwn(timeZone),
  }).format(at);
}

/** A clock time in a hackathon's own time zone. */
export function formatTime(at: number, language: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    timeStyle: 'short',
    timeZone: zoneOrOwn(timeZone),
  }).format(at);
}

/** A calendar day, `2016-12-09` → `9 December 2016`; what is none stays as it is. */
export function formatDate(day: string, language: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** The days something lasts, such as `7–9 December 2016`. */
export function formatDays(from: number, to: number, language: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zoneOrOwn(timeZone),
  }).formatRange(from, to);
}

/** A zone this browser does not know must not take the whole screen down. */
function zoneOrOwn(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
