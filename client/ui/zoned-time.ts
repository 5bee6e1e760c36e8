// Between a moment and what `<input type="datetime-local">` holds, in a hackathon's own time zone: a
// facilitator prepares Paris from Tbilisi. Pure.

const MINUTE_MS = 60_000;

/** `2016-12-09T17:30` for a moment as clocks in `timeZone` show it. */
export function toZonedInput(at: number, timeZone: string): string {
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

/** The moment at which clocks in `timeZone` show `text`; `null` when it is no date and time. */
export function fromZonedInput(text: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d$/.test(text) || Number.isNaN(asUtc)) return null;
  // The offset at the answer may differ from the one guessed, around a change of clocks.
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

/** Every zone this browser knows, for a list to pick from. */
export function knownTimeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** How far clocks in a zone are ahead of UTC at a moment, ms. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return shown - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
