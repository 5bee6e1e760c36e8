// The order of delete ranges in an update. Yjs keeps ranges whose structs have not arrived yet by
// their distances from each other; ranges out of order or overlapping come back as other ranges,
// which delete what nobody deleted or are refused for ever. It knows no document.
import type { UpdateScanner } from './update-scanner.ts';

/** One client's ranges, as clock and length in turn, in ascending order and without overlaps. */
export function inOrder(ranges: readonly number[]): readonly number[] {
  if (isInOrder(ranges)) return ranges;
  const pairs: [clock: number, length: number][] = [];
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!]);
  pairs.sort(([a], [b]) => a - b);
  const ordered: number[] = [];
  for (const [clock, length] of pairs) {
    const last = ordered.length - 2;
    const end = last < 0 ? -1 : ordered[last]! + ordered[last + 1]!;
    if (clock > end) ordered.push(clock, length);
    else ordered[last + 1] = Math.max(end, clock + length) - ordered[last]!;
  }
  return ordered;
}

function isInOrder(ranges: readonly number[]): boolean {
  for (let i = 2; i < ranges.length; i += 2) {
    if (ranges[i]! < ranges[i - 2]! + ranges[i - 1]!) return false;
  }
  return true;
}

/** Whether an update names each client once and its ranges in order, as Yjs itself writes them. */
export function hasOrderedDeletes(scanner: UpdateScanner): boolean {
  if (scanner.deleteCount < 2) return true;
  const clients = new Set<number>();
  let end = 0;
  for (let row = 0; row < scanner.deleteCount; row++) {
    const client = scanner.deleteClient[row]!;
    const clock = scanner.deleteClock[row]!;
    if (row === 0 || client !== scanner.deleteClient[row - 1]) {
      if (clients.has(client)) return false;
      clients.add(client);
    } else if (clock < end) {
      return false;
    }
    end = clock + scanner.deleteLength[row]!;
  }
  return true;
}
