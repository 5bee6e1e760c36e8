// Dark modules of a QR code as one SVG path, a run of a row at a time. Pure.

/** The path of all dark modules in a grid of `size` × `size`. */
export function qrPath(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let from: number | null = null;
    for (let column = 0; column <= size; column += 1) {
      const dark = column < size && isDark(row, column);
      if (dark && from === null) from = column;
      if (!dark && from !== null) {
        path += `M${from} ${row}h${column - from}v1H${from}z`;
        from = null;
      }
    }
  }
  return path;
}
