// A rehearsal in words: one line while it goes on, and what came of it. Knows no server.
import type { Histogram } from '../bench/histogram.ts';
import type { Figures } from './figures.ts';

const whole = new Intl.NumberFormat('en');

/** How it stands, in one line. */
export function progressLine(figures: Figures, seated: number, leftMs: number): string {
  const left = Math.max(0, Math.round(leftMs / 1000));
  const clock = `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, '0')}`;
  return [
    `${clock} to go`,
    `${seated} writing`,
    `${figures.documents} documents`,
    `${figures.finalised + figures.handedIn} done`,
    `${whole.format(figures.edits)} edits`,
    `others p99 ${ms(figures.toOthers, 0.99)}`,
    `walls p99 ${ms(figures.toWalls, 0.99)}`,
    `${faults(figures)} errors`,
  ].join(' · ');
}

/** What came of it. */
export function reportLines(figures: Figures, seconds: number): string[] {
  const perSecond = (figures.edits / Math.max(seconds, 1)).toFixed(0);
  const rows: [string, string][] = [
    ['people who joined', whole.format(figures.joined)],
    ['documents begun', whole.format(figures.documents)],
    ['finalised', whole.format(figures.finalised)],
    ['handed in', whole.format(figures.handedIn)],
    ['hands raised', whole.format(figures.hands)],
    ['edits', `${whole.format(figures.edits)} (${perSecond} a second)`],
    ['an edit reaches the others', both(figures.toOthers)],
    ['an edit is saved', both(figures.toSaved)],
    ['an edit reaches a wall', both(figures.toWalls)],
    ['edits a wall did not show in 10 s', whole.format(figures.missedByWalls)],
    ['a request is answered', both(figures.toAnswer)],
    ['errors', whole.format(faults(figures))],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...[...figures.errors].map(([what, times]) => `    ${times} × ${what}`),
  ];
}

/** How many things went wrong. */
export function faults({ errors }: Figures): number {
  return [...errors.values()].reduce((sum, times) => sum + times, 0);
}

function both(histogram: Histogram): string {
  if (histogram.total === 0) return 'not measured';
  const measured = `${whole.format(histogram.total)} times`;
  return `p50 ${ms(histogram, 0.5)}, p99 ${ms(histogram, 0.99)} (${measured})`;
}

function ms(histogram: Histogram, share: number): string {
  if (histogram.total === 0) return '–';
  const value = histogram.quantileMs(share);
  return value < 1000 ? `${value.toPrecision(3)} ms` : `${(value / 1000).toPrecision(3)} s`;
}
