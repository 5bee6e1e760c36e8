// How many items stand in a place, and how large they may be. Pure; pixels.

/** A width and a height, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** At least 1 of each; 0 rows while the cell has no height. */
export function countFitting(room: Size, cell: Size): { rows: number; columns: number } {
  if (cell.height === 0) return { rows: 0, columns: 1 };
  return {
    // Half pixels are rounded by the browser as it likes.
    rows: Math.max(1, Math.floor((room.height + 1) / cell.height)),
    columns: Math.max(1, Math.floor((room.width + 1) / cell.width)),
  };
}

/** Steps in which sizes are tried: finer ones nobody sees. */
const STEP = 0.05;

/** What is to stand somewhere, and how large it may be. Sizes are those at a zoom of 1. */
interface Fitting {
  readonly count: number;
  readonly cell: Size;
  readonly least: number;
  readonly most: number;
}

/** The largest zoom at which all items stand on as few pages as the least zoom needs. */
export function largestZoom(room: Size, fitting: Fitting): number {
  const { least, most } = fitting;
  const pages = countPages(room, fitting, least);
  for (let zoom = most; zoom > least; zoom -= STEP) {
    if (countPages(room, fitting, zoom) <= pages) return zoom;
  }
  return least;
}

/** How many pages the items take at a zoom. */
export function countPages(room: Size, { count, cell }: Fitting, zoom: number): number {
  const { width, height } = cell;
  const { rows, columns } = countFitting(room, { width: width * zoom, height: height * zoom });
  return Math.ceil(count / Math.max(1, rows * columns));
}
