// Files in one zip with their checksums, made while it is read, so that memory holds one piece of a
// file at a time.
import { createHash, type Hash } from 'node:crypto';
import { pacedBytes } from './pace.ts';
import { createZipFormat } from './zip-format.ts';

/** So much is sent at once, bytes. */
const SENT_BYTES = 32 * 1024;

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
  const lines = createLines();
  for (const file of files) {
    if (file === null) {
      yield null;
    } else if (typeof file.content === 'string' || file.content instanceof Uint8Array) {
      lines.add(lineOf(file.name, createHash('sha256').update(file.content)));
      yield file;
    } else {
      const hash = createHash('sha256');
      yield { name: file.name, content: hashed(file.content, hash) };
      lines.add(lineOf(file.name, hash));
    }
  }
  yield { name: MANIFEST, content: lines.all() };
}

/** Characters of lines that become one piece. */
const LINES_AT_ONCE = 16 * 1024;

/** Many short lines, kept as the bytes they will be: as texts of their own they weigh three times as much. */
function createLines() {
  const full: Buffer[] = [];
  let last = '';
  return {
    add(line: string): void {
      last += line;
      if (last.length < LINES_AT_ONCE) return;
      // `Buffer.from` keeps room for the longest the text could have been.
      const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(last, 'utf8'));
      bytes.write(last, 'utf8');
      full.push(bytes);
      last = '';
    },
    *all(): Generator<string> {
      for (const piece of full) yield piece.toString('utf8');
      yield last;
    },
  };
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
  return pacedBytes(gathered(zipPieces(files, modifiedAt)));
}

function* zipPieces(files: ExportFiles, modifiedAt: number): Generator<Uint8Array | null> {
  const zip = createZipFormat({ modifiedAt });
  for (const file of files) {
    yield null;
    if (file !== null) yield* zip.file(file.name, piecesOf(file));
  }
  yield* zip.end();
}

/** The same bytes in pieces worth sending: a small page is three of them in a zip. */
function* gathered(pieces: Iterable<Uint8Array | null>): Generator<Uint8Array<ArrayBuffer> | null> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (piece !== null) {
      waiting.push(piece);
      bytes += piece.length;
    }
    if (bytes < SENT_BYTES) {
      yield null;
      continue;
    }
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
