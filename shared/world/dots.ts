// The dots of the world map as paths and places. Pure; knows no screen.
import { COLUMNS, LAND } from './land.ts';

/** Half the width of a dot; the grid's step is 1. */
const RADIUS = 0.36;

const FEW_DOTS = 3;

/** A country's dots. */
interface CountryDots {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** All its dots as one path. */
  readonly path: string;
  /** The same as points to be drawn with a round pen: a tenth of the bytes. */
  readonly points: string;
  /** So few dots that nobody would see them light up from afar. */
  readonly isSmall: boolean;
  /** The dot nearest to its middle, where a mark is set. */
  readonly middle: { readonly x: number; readonly y: number };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Reads the grid, by country. */
export function readDots(land = LAND): Map<string, CountryDots> {
  return new Map(
    land.split(' ').map((entry) => {
      const code = entry.slice(0, 2);
      const places = readRuns(entry.slice(2));
      const path = places.map(dotPath).join('');
      const points = places.map(({ x, y }) => `M${x} ${y}h0`).join('');
      const isSmall = places.length <= FEW_DOTS;
      return [code, { code, path, points, isSmall, middle: middleOf(places) }];
    }),
  );
}

function readRuns(runs: string): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < runs.length; at += 4) {
    const first = Number.parseInt(runs.slice(at, at + 3), 36);
    const length = Number.parseInt(runs.slice(at + 3, at + 4), 36);
    for (let index = first; index < first + length; index++) {
      const y = Math.floor(index / COLUMNS);
      places.push({ x: (index % COLUMNS) + (y % 2) / 2, y });
    }
  }
  return places;
}

function dotPath({ x, y }: Place): string {
  const width = RADIUS * 2;
  return `M${(x - RADIUS).toFixed(2)} ${y}a${RADIUS} ${RADIUS} 0 1 1 ${width} 0a${RADIUS} ${RADIUS} 0 1 1 ${-width} 0`;
}

/** The middle of Chile's dots may be in Argentina; the mark stands on a dot of its own. */
function middleOf(places: readonly Place[]): Place {
  const sum = places.reduce(({ x, y }, place) => ({ x: x + place.x, y: y + place.y }), {
    x: 0,
    y: 0,
  });
  const centre = { x: sum.x / places.length, y: sum.y / places.length };
  const distance = (place: Place) => (place.x - centre.x) ** 2 + (place.y - centre.y) ** 2;
  return places.reduce(
    (best, place) => (distance(place) < distance(best) ? place : best),
    places[0] as Place,
  );
}
