// Which names need two lines of a row, and which titles three. Pure.
import type { WallView } from '../../../shared/api/wall.ts';

/** Names longer than this are set smaller, on two lines. */
const LONG_NAME = 22;

/** Titles longer than this are set smaller, on three lines. */
const LONG_TITLE = 44;

/** Whether a team's name needs a taller row. */
export function isTallTeam({ name }: Pick<WallView['teams'][number], 'name'>): boolean {
  return name.length > LONG_NAME;
}

/** Whether a collective action's title needs a taller row. */
export function isTallAction({
  title,
}: Pick<WallView['collectiveActions'][number], 'title'>): boolean {
  return title.length > LONG_TITLE;
}
