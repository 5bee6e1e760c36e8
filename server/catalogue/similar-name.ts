// Whether two normalised names are probably one: the same words in another order, or a slip of the
// pen. Pure.

/** Names shorter than this differ by one letter too easily to be called similar. */
export const SHORTEST_SIMILAR = 5;

/** Names from this length on may differ by two letters. */
const LONG = 12;

/** By how many letters two names may differ when the shorter one has this many. */
export function allowedSlips(length: number): number {
  return length >= LONG ? 2 : 1;
}

/** Takes names as `normaliseName` leaves them. Equal names are similar too. */
export function isSimilarName(first: string, second: string): boolean {
  if (first === second) return first !== '';
  const shorter = Math.min(first.length, second.length);
  const allowed = allowedSlips(shorter);
  // Both reasons below need names of nearly one length; asked first, because it costs nothing.
  if (shorter < SHORTEST_SIMILAR || Math.abs(first.length - second.length) > allowed) return false;
  // Numbers tell versions and editions apart: "Open Data 2016" is not "Open Data 2017".
  if (digitsOf(first) !== digitsOf(second)) return false;
  if (sortedWords(first) === sortedWords(second)) return true;
  return isWithin(first, second, allowed);
}

function digitsOf(name: string): string {
  return name.replace(/\D+/g, ' ').trim();
}

function sortedWords(name: string): string {
  return name.split(' ').sort().join(' ');
}

/** Whether the edit distance is at most `limit`; looks only along the diagonal. */
function isWithin(first: string, second: string, limit: number): boolean {
  let before = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i++) {
    const row = new Array<number>(second.length + 1).fill(limit + 1);
    row[0] = i;
    let best = limit + 1;
    const from = Math.max(1, i - limit);
    const to = Math.min(second.length, i + limit);
    for (let j = from; j <= to; j++) {
      const swap = before[j - 1]! + (first[i - 1] === second[j - 1] ? 0 : 1);
      row[j] = Math.min(swap, (before[j] ?? limit + 1) + 1, row[j - 1]! + 1);
      if (row[j]! < best) best = row[j]!;
    }
    if (best > limit && i > limit) return false;
    before = row;
  }
  return before[second.length]! <= limit;
}
