// Whether a caret somebody announced can be drawn. It comes from another client as it is, and what
// cannot be resolved would throw in the middle of one of my own keystrokes.

/** Whether `cursor` is a pair of relative positions that may point into `root`. */
export function isReadableCursor(cursor: unknown, root: string): boolean {
  if (!isObject(cursor)) return false;
  return isReadablePosition(cursor.anchor, root) && isReadablePosition(cursor.head, root);
}

function isReadablePosition(position: unknown, root: string): boolean {
  if (!isObject(position)) return false;
  const { type, tname, item, assoc } = position;
  if (![type, item].every((id) => isNothing(id) || isId(id))) return false;
  if (!isNothing(assoc) && typeof assoc !== 'number') return false;
  // Another root's name would be opened as a root of this document.
  if (!isNothing(tname)) return tname === root;
  return !isNothing(type) || !isNothing(item);
}

function isId(value: unknown): boolean {
  return isObject(value) && isClock(value.client) && isClock(value.clock);
}

function isClock(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
