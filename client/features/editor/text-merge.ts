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

/**
 * Joins `mine`, typed against `base`, to `theirs`, what the text has become since. Where both changed
 * the same stretch both wordings stay: a person can delete words, but not bring back lost ones.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  if (theirs === base) return mine;
  if (mine === base) return theirs;
  const own = replacementBetween(base, mine);
  const other = replacementBetween(base, theirs);
  const ownEnd = own.start + own.removed;
  const otherEnd = other.start + other.removed;
  if (ownEnd <= other.start) {
    return theirs.slice(0, own.start) + own.inserted + theirs.slice(ownEnd);
  }
  if (own.start >= otherEnd) {
    const shift = other.inserted.length - other.removed;
    return theirs.slice(0, own.start + shift) + own.inserted + theirs.slice(ownEnd + shift);
  }
  const at = other.start + other.inserted.length;
  return theirs.slice(0, at) + own.inserted + theirs.slice(at);
}

/** A step of a Yjs text event. */
interface DeltaStep {
  readonly retain?: number | undefined;
  readonly delete?: number | undefined;
  readonly insert?: unknown;
}

/** Where a caret at `index` is after `delta`; text inserted right at the caret comes after it (CL6). */
export function mapCaret(index: number, delta: readonly DeltaStep[]): number {
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
