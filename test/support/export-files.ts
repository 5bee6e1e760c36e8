// Files of an export read to their end, as whoever saves them has them.
import { type ExportFiles, piecesOf } from '../../server/exporters/zip.ts';

/** Every file by its name, in the order they were made. */
export function readExport(files: ExportFiles): Map<string, Buffer> {
  const read = new Map<string, Buffer>();
  for (const file of files) {
    if (file === null) continue;
    read.set(file.name, Buffer.concat([...piecesOf(file)].map((piece) => Buffer.from(piece))));
  }
  return read;
}

/** The texts of files by their names. */
export function readTexts(files: ExportFiles): Record<string, string> {
  return Object.fromEntries([...readExport(files)].map(([name, bytes]) => [name, String(bytes)]));
}
