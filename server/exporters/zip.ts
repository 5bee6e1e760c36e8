// Files in one zip with their checksums, made while it is read, so that memory holds one piece of a
// file at a time.
import { createHash, type Hash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import { pacedBytes } from './pace.ts';

/** So much is compressed between two steps, bytes: a millisecond or two. */
const CHUNK_BYTES = 64 * 1024;

/** A file of an export. Names use `/` and lead nowhere else. */
export interface ExportFile {
  readonly name: string;
  /** Whole, or in pieces that are made when they are asked for, once. */
  readonly content: string | Uint8Array | Iterable<string>;
}

/** Files one after the other; `null` is a step without one. */
export type ExportFiles = Iterable<ExportFile | null>;

/** The pieces of a file; an empty one is a step. */
export function piecesOf({ content }: ExportFile): Iterable<string | Uint8Array> {
  return typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
}

/** The file with the checksums; `sha256sum --check` reads it. */
export const MANIFEST = 'manifest.sha256';

/** The files, and after them the manifest of them all. */
export function* withManifest(files: ExportFiles): Generator<ExportFile | null> {
  const lines: string[] = [];
  for (const file of files) {
    if (file === null) {
      yield null;
    } else if (typeof file.content === 'string' || file.content instanceof Uint8Array) {
      lines.push(lineOf(file.name, createHash('sha256').update(file.content)));
      yield file;
    } else {
      const hash = createHash('sha256');
      yield { name: file.name, content: hashed(file.content, hash) };
      lines.push(lineOf(file.name, hash));
    }
  }
  yield { name: MANIFEST, content: lines.join('') };
}

function* hashed(pieces: Iterable<string>, hash: Hash): Generator<string> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function lineOf(name: string, hash: Hash): string {
  return `${hash.digest('hex')}  ${name}\n`;
}

/** The files as a zip, each piece compressed when the reader asks for more. */
export function zipStream(
  files: ExportFiles,
  { modifiedAt }: { readonly modifiedAt: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return pacedBytes(zipPieces(files, modifiedAt));
}

function* zipPieces(
  files: ExportFiles,
  modifiedAt: number,
): Generator<Uint8Array<ArrayBuffer> | null> {
  const made: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    if (chunk.length > 0) made.push(chunk);
  });
  const encoder = new TextEncoder();
  for (const file of files) {
    yield null;
    if (file === null) continue;
    const entry = new ZipDeflate(file.name, { level: 6 });
    entry.mtime = modifiedAt;
    zip.add(entry);
    for (const piece of piecesOf(file)) {
      const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        entry.push(bytes.subarray(start, start + CHUNK_BYTES), false);
        yield null;
        yield* made.splice(0);
      }
      yield null;
    }
    entry.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}
