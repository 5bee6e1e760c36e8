// Finds the word that was meant when a typed one begins no word of the catalogue: a letter too many,
// too few, another, or two swapped. Knows words only, no record.
import type { Database } from 'better-sqlite3';

/** The words of the catalogue. */
interface Vocabulary {
  /** Whether some word begins like this. Takes words as `foldWord` leaves them. */
  has(beginning: string): boolean;
  /** The words most likely meant, the nearest first; none when nothing is near. */
  near(typed: string): string[];
  /** Words that have come. Those that have gone stay until the next start: nobody finds them. */
  add(text: string): void;
}

/** Shorter words are one letter from too many others. */
const SHORTEST = 4;

/** Words from this length on may differ by two letters. */
const LONG = 8;

/** Words taken for one that was mistyped. */
const MAX_NEAR = 4;

interface Known {
  readonly word: string;
  /** Records it stands in. */
  readonly records: number;
  /** A bit per letter that it has. */
  readonly letters: number;
}

/** Opens the vocabulary over the search table. */
export function openVocabulary(db: Database): Vocabulary {
  const selectOne = db
    .prepare<[string, string], 1>('SELECT 1 FROM record_word WHERE term >= ? AND term < ? LIMIT 1')
    .pluck();
  const selectAll = db.prepare<[], { term: string; doc: number }>(
    'SELECT term, doc FROM record_word',
  );
  const selectDataVersion = db.prepare<[], number>('PRAGMA data_version').pluck();
  let dataVersion: number | undefined;
  let known: Map<string, Known> | null = null;

  /** Read when first needed, and again when another connection has written. */
  function read(): Iterable<Known> {
    const version = selectDataVersion.get();
    if (known === null || version !== dataVersion) {
      known = new Map();
      for (const { term, doc } of selectAll.iterate()) remember(known, term, doc);
    }
    dataVersion = version;
    return known.values();
  }

  return {
    has: (beginning) => selectOne.get(beginning, `${beginning}\u{10ffff}`) !== undefined,
    near(typed) {
      if (typed.length < SHORTEST || /\d/.test(typed)) return [];
      const limit = typed.length >= LONG ? 2 : 1;
      const letters = lettersOf(typed);
      const found: { word: string; records: number; distance: number; rest: number }[] = [];
      for (const { word, records, letters: theirs } of read()) {
        if (word.length < typed.length - limit) continue;
        // A letter the word has nowhere costs a change; asked first, because it costs nothing.
        if (countBits(letters & ~theirs) > limit) continue;
        const distance = prefixDistance(typed, word, limit);
        if (distance > limit) continue;
        found.push({ word, records, distance, rest: Math.max(0, word.length - typed.length) });
      }
      return found
        .sort((a, b) => a.distance - b.distance || a.rest - b.rest || b.records - a.records)
        .filter(({ distance }) => distance === found[0]!.distance)
        .slice(0, MAX_NEAR)
        .map(({ word }) => word);
    },
    add(text) {
      if (known === null) return;
      for (const word of text.match(WORD) ?? []) remember(known, foldWord(word), 1);
    },
  };
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

function remember(known: Map<string, Known>, word: string, records: number): void {
  if (word.length < SHORTEST - 1 || /\d/.test(word)) return;
  const before = known.get(word)?.records ?? 0;
  known.set(word, { word, records: before + records, letters: lettersOf(word) });
}

/** A word as the search table keeps it: no case, no accents. */
export function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * How many letters must be added, dropped, changed or swapped to make `typed` the beginning of `word`;
 * anything above `limit` once it is more. (Optimal string alignment over the best prefix.)
 */
function prefixDistance(typed: string, word: string, limit: number): number {
  const width = Math.min(word.length, typed.length + limit);
  let twoBefore: number[] = [];
  let before = Array.from({ length: width + 1 }, (_, index) => index);
  for (let i = 1; i <= typed.length; i++) {
    const row: number[] = [i];
    let best = i;
    for (let j = 1; j <= width; j++) {
      const isSame = typed[i - 1] === word[j - 1];
      let cost = Math.min(before[j - 1]! + (isSame ? 0 : 1), before[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        cost = Math.min(cost, twoBefore[j - 2]! + 1);
      }
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return best;
    twoBefore = before;
    before = row;
  }
  return Math.min(...before);
}
