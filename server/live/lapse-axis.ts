// Moments of work → frames of a film: work is spread evenly, nights and breaks are cut short. Pure.

/** A longer break counts as this long, ms: a night would be a third of the film. */
const LONGEST_BREAK_MS = 20 * 60_000;

/** The axis of a film. */
interface LapseAxis {
  /** When each frame was. Empty when there is no moment. */
  readonly times: readonly number[];
  frameOf(at: number): number;
}

/** Lays `moments` (any order) out over `frames` frames. */
export function createLapseAxis(moments: Iterable<number>, frames: number): LapseAxis {
  const sorted = [...new Set(moments)].sort((first, second) => first - second);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return { times: [], frameOf: () => 0 };

  /** Place of each moment on the shortened axis. */
  const places: number[] = [0];
  for (let index = 1; index < sorted.length; index++) {
    const gap = sorted[index]! - sorted[index - 1]!;
    places.push(places[index - 1]! + Math.min(gap, LONGEST_BREAK_MS));
  }
  const length = Math.max(1, places.at(-1)!);

  /** The last moment at or before `value` in an ascending list. */
  function indexBefore(list: readonly number[], value: number): number {
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (list[middle]! <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    times: Array.from({ length: frames }, (_, frame) => {
      const place = (frame / Math.max(1, frames - 1)) * length;
      const index = indexBefore(places, place);
      return Math.min(last, sorted[index]! + Math.round(place - places[index]!));
    }),
    frameOf(at) {
      const index = indexBefore(sorted, at);
      const rest = Math.min(LONGEST_BREAK_MS, Math.max(0, at - sorted[index]!));
      const place = Math.min(length, places[index]! + rest);
      return Math.min(frames - 1, Math.floor((place / length) * frames));
    },
  };
}
