// The files in a ZIP archive, read by its central directory and never beyond a limit: what an archive
// says about its own sizes is not believed. Knows nothing of what the files are.
import { inflateRawSync } from 'node:zlib';
import { ImportError } from './import-error.ts';

/** Bytes that may come out of one archive, whatever went in. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Files in one archive; a folder of publiccode.yml files has one for each entry. */
const MAX_FILES = 10_000;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;

/** Whether bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** An open archive. */
export interface Archive {
  /** Paths of its files, without folders. */
  readonly paths: readonly string[];
  /** The bytes of one file; throws `ImportError`. */
  read(path: string): Uint8Array;
}

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly packedBytes: number;
}

/** Opens an archive. Throws `ImportError` for what is none, or is encrypted. */
export function openZip(bytes: Uint8Array): Archive {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  try {
    readDirectory(view, entries);
  } catch (error) {
    // Offsets that lead out of the file.
    if (!(error instanceof RangeError)) throw error;
    throw damaged();
  }
  let left = MAX_UNPACKED_BYTES;
  return {
    paths: [...entries.keys()],
    read(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw damaged();
      const unpacked = unpack(view, entry, left);
      left -= unpacked.length;
      return unpacked;
    },
  };
}

function readDirectory(view: Buffer, entries: Map<string, Entry>): void {
  const end = findEnd(view);
  const count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  if (count > MAX_FILES) {
    throw new ImportError('too-much-inside', `At most ${MAX_FILES} files in one archive.`);
  }
  for (let n = 0; n < count; n++) {
    if (view.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged();
    const flags = view.readUInt16LE(at + 8);
    if ((flags & 1) === 1) throw new ImportError('bad-archive', 'This archive has a password.');
    const nameBytes = view.readUInt16LE(at + 28);
    const path = view.toString('utf8', at + 46, at + 46 + nameBytes);
    if (!path.endsWith('/')) {
      entries.set(path, {
        method: view.readUInt16LE(at + 10),
        packedBytes: view.readUInt32LE(at + 20),
        start: view.readUInt32LE(at + 42),
      });
    }
    at += 46 + nameBytes + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
}

function findEnd(view: Buffer): number {
  const last = view.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
    if (view.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw damaged();
}

function unpack(view: Buffer, { method, start, packedBytes }: Entry, left: number): Uint8Array {
  try {
    if (view.readUInt32LE(start) !== LOCAL_SIGNATURE) throw damaged();
    const from = start + 30 + view.readUInt16LE(start + 26) + view.readUInt16LE(start + 28);
    const packed = view.subarray(from, from + packedBytes);
    if (method === 0) {
      if (packed.length > left) throw tooMuch();
      return packed;
    }
    if (method !== 8) throw damaged();
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    if (error instanceof ImportError) throw error;
    const { code } = error as { code?: unknown };
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : damaged();
  }
}

function damaged(): ImportError {
  return new ImportError('bad-archive', 'This archive is damaged or of a kind that is not read.');
}

function tooMuch(): ImportError {
  return new ImportError('too-much-inside', 'What is in this archive is too large.');
}
