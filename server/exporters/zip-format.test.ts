// The zip itself: read back by another program's rules, also where sixteen bits are not enough.
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../test/support/seed.ts';
import { createZipDirectory } from './zip-directory.ts';
import { createZipFormat } from './zip-format.ts';

function zipOf(files: Iterable<[name: string, pieces: Iterable<string | Uint8Array>]>): Buffer {
  const zip = createZipFormat({ modifiedAt: Date.UTC(2016, 11, 9) });
  const bytes: Uint8Array[] = [];
  for (const [name, pieces] of files) {
    for (const piece of zip.file(name, pieces)) if (piece !== null) bytes.push(piece);
  }
  return Buffer.concat([...bytes, ...zip.end()]);
}

describe('a zip', () => {
  it('gives back every file as it was, in whatever pieces it came', () => {
    const random = createRandom(2016);
    const files = new Map<string, (string | Uint8Array)[]>([
      ['empty.txt', []],
      ['nothing.txt', ['', '']],
      ['é/日本.txt', ['Où est la 木?']],
      ['exactly.bin', [new Uint8Array(64 * 1024).fill(7)]],
    ]);
    for (let index = 0; index < 30; index++) {
      const pieces = Array.from({ length: random.between(0, 5) }, () => {
        const text = `${random.word(random.between(1, 9))}é`.repeat(random.between(0, 30_000));
        return random.chance(0.5) ? text : Buffer.from(text);
      });
      files.set(`${index}.txt`, pieces);
    }
    const read = unzipSync(zipOf(files));
    expect(Object.keys(read)).toEqual([...files.keys()]);
    for (const [name, pieces] of files) {
      const whole = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
      expect(Buffer.compare(Buffer.from(read[name]!), whole), name).toBe(0);
    }
  });

  it('[AR1] holds more than 65,535 files and 4 GB, as a large hackathon with its history has', () => {
    const count = 66_000;
    const far = 5 * 2 ** 30;
    const directory = createZipDirectory();
    for (let index = 0; index < count; index++) {
      const name = Buffer.from(`${index}.txt`);
      const start = index < count - 1 ? index : far;
      directory.add({ name, time: 0, crc: index, packed: 2, size: 3, start });
    }
    const start = far + 1000;
    const bytes = Buffer.concat([...directory.pieces(start)]);
    const end = bytes.length - 22;
    const locator = end - 20;
    expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
    expect(bytes.readUInt32LE(locator)).toBe(0x07064b50);
    const large = Number(bytes.readBigUInt64LE(locator + 8)) - start;
    expect(bytes.readUInt32LE(large)).toBe(0x06064b50);
    expect(Number(bytes.readBigUInt64LE(large + 32))).toBe(count);
    expect(Number(bytes.readBigUInt64LE(large + 40))).toBe(large);
    expect(Number(bytes.readBigUInt64LE(large + 48))).toBe(start);
    let at = 0;
    let last = 0;
    for (let index = 0; index < count; index++) {
      expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
      last = at;
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30);
    }
    expect(at).toBe(large);
    expect(bytes.readUInt32LE(last + 42)).toBe(0xffffffff);
    const extra = last + 46 + bytes.readUInt16LE(last + 28);
    expect(bytes.readUInt16LE(extra)).toBe(1);
    expect(Number(bytes.readBigUInt64LE(extra + 4))).toBe(far);
  });
});
