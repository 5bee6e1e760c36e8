// Whether whoever set this machine up wants things to stand still.

/** Asked at each movement: the setting may change while a wall hangs. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
