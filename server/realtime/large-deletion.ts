// Whether an admitted update deletes more than half of what a field holds (LI6). Reads a document,
// changes nothing.
import * as Y from 'yjs';
import type { Admission } from './admission.ts';

/**
 * Fewer letters or items are no large deletion, or every backspace in a short field and every change
 * of a choice would leave a version in the history.
 */
const FEWEST_DELETED = 5;

/** Whether the update just judged deletes more than half of the content of one root of `doc`. */
export function deletesMoreThanHalf(doc: Y.Doc, admission: Admission): boolean {
  const { scanner, newDeletes } = admission;
  const deleted = new Map<Y.AbstractType<unknown>, number>();
  for (const row of newDeletes) {
    const clock = scanner.deleteClock[row]!;
    const end = clock + scanner.deleteLength[row]!;
    const structs = doc.store.clients.get(scanner.deleteClient[row]!);
    const last = structs?.at(-1);
    if (structs === undefined || last === undefined) continue;
    if (clock >= last.id.clock + last.length) continue;
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i]!;
      if (struct.id.clock >= end) break;
      if (!(struct instanceof Y.Item) || !isVisible(struct)) continue;
      const from = Math.max(clock, struct.id.clock);
      const to = Math.min(end, struct.id.clock + struct.length);
      const root = rootOf(struct);
      if (root !== null) deleted.set(root, (deleted.get(root) ?? 0) + to - from);
    }
  }
  for (const [root, length] of deleted) {
    if (length >= FEWEST_DELETED && length * 2 > visibleLength(root)) return true;
  }
  return false;
}

/** Types count by what they hold, so that an empty paragraph is nothing. */
function isVisible(item: Y.Item): boolean {
  return !item.deleted && item.countable && !(item.content instanceof Y.ContentType);
}

function rootOf(item: Y.Item): Y.AbstractType<unknown> | null {
  let parent = item.parent as Y.AbstractType<unknown> | null;
  while (parent !== null && parent._item !== null) {
    parent = parent._item.parent as Y.AbstractType<unknown> | null;
  }
  return parent;
}

function visibleLength(root: Y.AbstractType<unknown>): number {
  let length = 0;
  const types = [root];
  for (let type = types.pop(); type !== undefined; type = types.pop()) {
    for (let item = type._start; item !== null; item = item.right) length += count(item, types);
    for (const item of type._map.values()) length += count(item, types);
  }
  return length;
}

function count(item: Y.Item, types: Y.AbstractType<unknown>[]): number {
  if (item.deleted) return 0;
  if (item.content instanceof Y.ContentType) types.push(item.content.type);
  return isVisible(item) ? item.length : 0;
}
