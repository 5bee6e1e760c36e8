// The directory at the end of a zip, as PKWARE's APPNOTE has it, in 64 bits where 16 and 32 are not
// enough. Knows no content.

/** What 16 bits hold; as a number it means that the zip64 field has it. */
const MAX_16 = 0xff_ff;

/** The same of 32 bits. */
export const MAX_32 = 0xff_ff_ff_ff;

/** Sizes follow the file; its name is UTF-8. */
export const FLAGS = 0x08_08;

/** How files are compressed. */
export const DEFLATE = 8;

/** What a reader must understand: deflate, and zip64. */
export const VERSION = 20;
const VERSION_ZIP64 = 45;

const DIRECTORY_BLOCK_BYTES = 64 * 1024;

/** What the directory says of a file. */
export interface ZipEntry {
  readonly name: Buffer;
  readonly time: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
}

/**
 * Begins a directory. It is kept as the bytes it will be: tens of thousands of files are some
 * megabytes, and no objects.
 */
export function createZipDirectory() {
  const full: Uint8Array[] = [];
  let block = Buffer.alloc(DIRECTORY_BLOCK_BYTES);
  let used = 0;
  let count = 0;
  return {
    /** The next file; where it starts may be beyond 32 bits, its sizes may not. */
    add({ name, time, crc, packed, size, start }: ZipEntry): void {
      const isFar = start >= MAX_32;
      const length = 46 + name.length + (isFar ? 12 : 0);
      if (used + length > block.length) {
        full.push(block.subarray(0, used));
        block = Buffer.alloc(Math.max(DIRECTORY_BLOCK_BYTES, length));
        used = 0;
      }
      const at = used;
      block.writeUInt32LE(0x02_01_4b_50, at);
      block.writeUInt16LE(VERSION_ZIP64, at + 4);
      block.writeUInt16LE(isFar ? VERSION_ZIP64 : VERSION, at + 6);
      block.writeUInt16LE(FLAGS, at + 8);
      block.writeUInt16LE(DEFLATE, at + 10);
      block.writeUInt32LE(time, at + 12);
      block.writeUInt32LE(crc, at + 16);
      block.writeUInt32LE(packed, at + 20);
      block.writeUInt32LE(size, at + 24);
      block.writeUInt16LE(name.length, at + 28);
      block.writeUInt16LE(isFar ? 12 : 0, at + 30);
      block.writeUInt32LE(Math.min(start, MAX_32), at + 42);
      name.copy(block, at + 46);
      if (isFar) {
        const extra = at + 46 + name.length;
        block.writeUInt16LE(1, extra);
        block.writeUInt16LE(8, extra + 2);
        block.writeBigUInt64LE(BigInt(start), extra + 4);
      }
      used += length;
      count += 1;
    },
    /** Its bytes, to be written from `start` on; nothing comes after them. */
    *pieces(start: number): Generator<Uint8Array> {
      let size = 0;
      for (const piece of [...full, block.subarray(0, used)]) {
        size += piece.length;
        yield piece;
      }
      yield endOf({ files: count, start, size });
    },
  };
}

/** Where the directory is; told twice where the first form has no room for it. */
function endOf({ files, start, size }: { files: number; start: number; size: number }): Uint8Array {
  const isLarge = files >= MAX_16 || start >= MAX_32 || size >= MAX_32;
  const large = Buffer.alloc(isLarge ? 56 + 20 : 0);
  if (isLarge) {
    large.writeUInt32LE(0x06_06_4b_50, 0);
    large.writeBigUInt64LE(44n, 4);
    large.writeUInt16LE(VERSION_ZIP64, 12);
    large.writeUInt16LE(VERSION_ZIP64, 14);
    large.writeBigUInt64LE(BigInt(files), 24);
    large.writeBigUInt64LE(BigInt(files), 32);
    large.writeBigUInt64LE(BigInt(size), 40);
    large.writeBigUInt64LE(BigInt(start), 48);
    large.writeUInt32LE(0x07_06_4b_50, 56);
    large.writeBigUInt64LE(BigInt(start + size), 64);
    large.writeUInt32LE(1, 72);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(Math.min(files, MAX_16), 8);
  end.writeUInt16LE(Math.min(files, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(Math.min(start, MAX_32), 16);
  return Buffer.concat([large, end]);
}
