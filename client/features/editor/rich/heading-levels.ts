// Which levels a heading in a text may have. Pure; needs neither editor nor page.

/** Heading levels that are written; the page's own title is level 1. */
export const HEADING_LEVELS = [2, 3, 4] as const;

/** A level that is written, for one that came from elsewhere. */
export function toHeadingLevel(level: number): 2 | 3 | 4 {
  return Math.min(4, Math.max(2, Math.trunc(level) || 2)) as 2 | 3 | 4;
}
