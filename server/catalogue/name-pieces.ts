// Which parts a similar name may share with this one, as migration 0008 keeps them: with fewer slips
// than parts, one part is whole, at most as many places off as there are slips. Pure.
import { allowedSlips, SHORTEST_SIMILAR } from './similar-name.ts';

/** A row of `name_piece` to look for: length of the other name, number of the part, its letters. */
type NamePiece = readonly [length: number, part: number, piece: string];

/** Part number of all words of a name in order. */
const WORDS_PART = 9;

/** Names from this length on are kept in three parts. */
const LONG = 12;

/** The pieces of every name that `isSimilarName` may call similar to this normalised one. */
export function piecesOfSimilar(name: string): NamePiece[] {
  const size = name.length;
  if (size < SHORTEST_SIMILAR) return [];
  const pieces = new Map<string, NamePiece>();
  const add = (piece: NamePiece) => pieces.set(piece.join(' '), piece);
  for (let length = Math.max(SHORTEST_SIMILAR, size - 2); length <= size + 2; length++) {
    const slips = allowedSlips(Math.min(size, length));
    if (Math.abs(size - length) > slips) continue;
    const parts = length < LONG ? 2 : 3;
    for (let part = 0; part < parts; part++) {
      const from = Math.floor((part * length) / parts);
      const letters = Math.floor(((part + 1) * length) / parts) - from;
      const [first, last] = startsOf({ from, part, slips, parts, longer: size - length });
      for (let start = first; start <= last; start++) {
        if (start < 0 || start + letters > size) continue;
        add([length, part, name.slice(start, start + letters)]);
      }
    }
  }
  if (name.includes(' ')) add([0, WORDS_PART, name.split(' ').sort().join(' ')]);
  return [...pieces.values()];
}

/**
 * Where in this name a whole part of the other can begin. With one part more than slips, some part is
 * whole with at most as many slips before it as there are parts before it, and with at most the rest
 * behind it; so only those places are looked at (Li et al., "Pass-Join", 2011).
 */
function startsOf({
  from,
  part,
  slips,
  parts,
  longer,
}: {
  from: number;
  part: number;
  slips: number;
  parts: number;
  /** By how many letters this name is longer than the other. */
  longer: number;
}): [first: number, last: number] {
  if (parts !== slips + 1) return [from - slips, from + slips];
  const behind = slips - part;
  return [
    Math.max(from - part, from + longer - behind),
    Math.min(from + part, from + longer + behind),
  ];
}
