// Arithmetic of texts: where a caret goes when others write, and how words typed against an older
// text join a newer one. Pure.

/** One replaced stretch: `removed` units at `start` became `inserted`. */
interface Replacement {
  readonly start: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The smallest single replacement that turns `before` into `after`. */
export function replacementBetween(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end++;
  }
  return {
    start,
    removed: before.length - start - end,
    inserted: after.slice(start, after.length - end),
  };
}

/** A step of a Yjs text event. */
export interface DeltaStep {
  readonly retain?: number | undefined;
  readonly delete?: number | undefined;
  readonly insert?: unknown;
}

/** What one change did to a text, as Yjs tells it. */
export type TextDelta = readonly DeltaStep[];

/**
 * Joins `mine`, typed against `base`, to what the text has become through the `changes` of others. Their
 * words stay, also inside a stretch that I rewrote; mine come right behind what stood before them. The
 * caret at `caret` in `mine` stays where it was among the words.
 */
export function mergeTexts(
  base: string,
  mine: string,
  changes: readonly TextDelta[],
  caret = mine.length,
): { readonly text: string; readonly caret: number } {
  if (changes.length === 0) return { text: mine, caret };
  const own = replacementBetween(base, mine);
  const ownEnd = own.start + own.removed;
  const pieces = changes
    .reduce(applyDelta, piecesOf(base))
    .filter(({ place }) => place === null || place < own.start || place >= ownEnd);
  /** Right behind what stood before a place of the older text. */
  const behind = (before: number) =>
    pieces.findLastIndex(({ place }) => place !== null && place < before) + 1;
  const at = behind(own.start);
  const words = pieces.map(({ unit }) => unit);
  const past = caret - own.start - own.inserted.length;
  return {
    text: [...words.slice(0, at), own.inserted, ...words.slice(at)].join(''),
    caret:
      caret <= own.start
        ? behind(caret)
        : past <= 0
          ? at + caret - own.start
          : behind(ownEnd + past) + own.inserted.length,
  };
}

/** One UTF-16 unit of a text, and where it stood in the older one; `null` for what others wrote. */
interface Piece {
  readonly unit: string;
  readonly place: number | null;
}

function piecesOf(base: string): Piece[] {
  return base.split('').map((unit, place) => ({ unit, place }));
}

function applyDelta(pieces: Piece[], delta: TextDelta): Piece[] {
  const next: Piece[] = [];
  let at = 0;
  for (const step of delta) {
    if (step.retain !== undefined) {
      next.push(...pieces.slice(at, at + step.retain));
      at += step.retain;
    } else if (step.delete !== undefined) at += step.delete;
    else if (typeof step.insert === 'string') {
      next.push(...step.insert.split('').map((unit) => ({ unit, place: null })));
    }
  }
  return [...next, ...pieces.slice(at)];
}

/** Where a caret at `index` is after `delta`; text inserted right at the caret comes after it (CL6). */
export function mapCaret(index: number, delta: TextDelta): number {
  let position = 0;
  let caret = index;
  for (const step of delta) {
    if (step.retain !== undefined) position += step.retain;
    else if (step.insert !== undefined) {
      const length = typeof step.insert === 'string' ? step.insert.length : 1;
      if (position < caret) caret += length;
      position += length;
    } else if (step.delete !== undefined && position < caret) {
      caret -= Math.min(step.delete, caret - position);
    }
  }
  return caret;
}
