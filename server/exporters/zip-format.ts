// The bytes of a zip, written forward: each file's size follows it, the directory comes last. Larger
// than 4 GB and more than 65,535 files are allowed (zip64). Knows no reader and keeps no file.
import { constants, crc32, deflateRawSync } from 'node:zlib';
import {
  createZipDirectory,
  DEFLATE,
  FLAGS,
  MAX_32,
  VERSION,
  type ZipEntry,
} from './zip-directory.ts';

/** So much is compressed between two steps, bytes: a millisecond or two. */
const CHUNK_BYTES = 64 * 1024;

/** Makes the pieces of a zip; those of each file and then the end go out in the order they are made. */
export interface ZipFormat {
  /** A file, compressed while its pieces are made; `null` is a step without bytes. */
  file(name: string, pieces: Iterable<string | Uint8Array>): Generator<Uint8Array | null>;
  /** The directory of all files, after the last of them. */
  end(): Generator<Uint8Array>;
}

/** Begins a zip whose files all bear one time, ms since the epoch. */
export function createZipFormat({ modifiedAt }: { readonly modifiedAt: number }): ZipFormat {
  const time = dosTime(new Date(modifiedAt));
  const directory = createZipDirectory();
  /** One for all files: they are written one after the other. */
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let offset = 0;

  function passed(bytes: Uint8Array): Uint8Array {
    offset += bytes.length;
    return bytes;
  }

  return {
    *file(name, pieces) {
      const nameBytes = Buffer.from(name, 'utf8');
      const start = offset;
      yield passed(localHeader(nameBytes, time));
      let crc = 0;
      let size = 0;
      const packedFrom = offset;
      for (const filled of inChunks(pieces, chunk)) {
        if (filled === null) {
          yield null;
          continue;
        }
        crc = crc32(filled.bytes, crc);
        size += filled.bytes.length;
        // Chunks that end on a whole byte make one stream when they follow each other.
        const finishFlush = filled.isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
        yield passed(deflateRawSync(filled.bytes, { finishFlush }));
      }
      const packed = offset - packedFrom;
      if (Math.max(size, packed) >= MAX_32) throw new Error(`${name} is too large for a zip.`);
      yield passed(descriptor({ crc, packed, size }));
      directory.add({ name: nameBytes, time, crc, packed, size, start });
    },
    *end() {
      yield* directory.pieces(offset);
    },
  };
}

function localHeader(name: Buffer, time: number): Uint8Array {
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(0x04_03_4b_50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt32LE(time, 10);
  header.writeUInt16LE(name.length, 26);
  name.copy(header, 30);
  return header;
}

function descriptor({ crc, packed, size }: Pick<ZipEntry, 'crc' | 'packed' | 'size'>): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08_07_4b_50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

/** A file, a full `chunk` after the other and then the rest, be it empty; `null` after each piece. */
function* inChunks(
  pieces: Iterable<string | Uint8Array>,
  chunk: Buffer,
): Generator<{ bytes: Uint8Array; isLast: boolean } | null> {
  let used = 0;
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    for (let read = 0; read < bytes.length; ) {
      const some = bytes.subarray(read, read + CHUNK_BYTES - used);
      chunk.set(some, used);
      used += some.length;
      read += some.length;
      if (used < CHUNK_BYTES) continue;
      yield { bytes: chunk, isLast: false };
      used = 0;
    }
    yield null;
  }
  yield { bytes: chunk.subarray(0, used), isLast: true };
}

/** Date and time as MS-DOS had them: the day in the upper half, two seconds the smallest step. */
function dosTime(at: Date): number {
  const day = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
