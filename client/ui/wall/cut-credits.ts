// Names of a whole hackathon → pages a hall can read. Pure.
import type { ClosingView } from '../../../shared/api/closing.ts';

/** Lines that fit on one page in four columns; a team's name takes one, and so does the space below. */
const LINES = 52;

/** One team on a page. */
export type CreditedTeam = ClosingView['credits'][number];

/** Cuts credits into pages; a long team goes on on the next page under its name. */
export function cutCredits(credits: readonly CreditedTeam[]): CreditedTeam[][] {
  const pages: CreditedTeam[][] = [];
  let page: CreditedTeam[] = [];
  let left = LINES;
  for (const { teamName, names } of credits) {
    let from = 0;
    while (from < names.length) {
      const room = left - 2;
      if (room < Math.min(3, names.length - from)) {
        pages.push(page);
        page = [];
        left = LINES;
        continue;
      }
      const part = names.slice(from, from + room);
      page.push({ teamName, names: part });
      from += part.length;
      left -= part.length + 2;
    }
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
