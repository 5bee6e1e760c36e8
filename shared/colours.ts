// The colours people and teams are told apart by. Knows nothing of who has which.

/** Dark enough for white text on them (at least 4.5:1), far enough apart to tell twelve from another. */
export const COLOURS = [
  '#2563EB',
  '#B42318',
  '#15803D',
  '#7C3AED',
  '#B45309',
  '#0E7490',
  '#BE185D',
  '#4D7C0F',
  '#4338CA',
  '#9F1239',
  '#0F766E',
  '#854D0E',
  '#A21CAF',
  '#475569',
] as const;

/**
 * The colour used least among `taken`; of several such the one used least `nearby`, then the earlier.
 */
export function pickColour(taken: readonly string[], nearby: readonly string[] = []): string {
  const uses = new Map<string, number>(COLOURS.map((colour) => [colour, 0]));
  const count = (colour: string, weight: number) =>
    uses.set(colour, (uses.get(colour) ?? 0) + weight);
  for (const colour of taken) count(colour, nearby.length + 1);
  for (const colour of nearby) count(colour, 1);
  return COLOURS.reduce((best, colour) => (uses.get(colour)! < uses.get(best)! ? colour : best));
}
