// The relay reads frames as ws does, whatever the packets they come in: a frame is taken once, whole and
// in its place, or the connection ends as ws ends it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE, MAX_FRAME_BYTES } from '../../shared/protocol.ts';
import {
  clientFrame,
  closeFrame,
  cutAt,
  described,
  type FrameStand,
  OPCODE,
  openFrameStand,
} from './frame-stand.ts';

const NO_MASK_AT_ALL = Buffer.alloc(4);

let stand: FrameStand;
beforeAll(async () => {
  stand = await openFrameStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

const before = clientFrame('before');
const after = clientFrame('after');

/** Runs many connections, a few at a time. */
async function forEach<T>(items: readonly T[], play: (item: T) => Promise<unknown>): Promise<void> {
  const rest = [...items];
  const hands = Array.from({ length: 16 }, async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await play(item);
  });
  await Promise.all(hands);
}

const binaries = (events: readonly string[]) =>
  events.filter((event) => event.startsWith('binary'));
const asBinary = (text: string) => described('binary', Buffer.from(text));

/** A ping, a pong and messages of several lengths: everything small that is in order. */
const everyKind = [
  clientFrame('a'),
  clientFrame('', { opcode: OPCODE.ping }),
  clientFrame(''),
  clientFrame('first ', { isFinal: false }),
  clientFrame('!', { opcode: OPCODE.ping }),
  clientFrame('and ', { opcode: OPCODE.continuation, isFinal: false }),
  clientFrame('?', { opcode: OPCODE.pong }),
  clientFrame('last', { opcode: OPCODE.continuation }),
  clientFrame('b'.repeat(126)),
  clientFrame('c', { lengthBits: 16 }),
  clientFrame('d', { lengthBits: 64 }),
  clientFrame('e', { mask: NO_MASK_AT_ALL }),
  clientFrame('end'),
];
const everyMessage = ['a', '', 'first and last', 'b'.repeat(126), 'c', 'd', 'e', 'end'];

describe('frames', () => {
  it('[WS3] with any first byte, masked or not, are read as ws reads them', async () => {
    const firstBytes = Array.from({ length: 256 }, (_, byte) => byte);
    await forEach(firstBytes, async (byte) => {
      const parts = { opcode: byte & 15, isFinal: byte > 127, reserved: (byte >> 4) & 7 };
      for (const body of ['', '\u0003\u00e8 bye']) {
        const masked = clientFrame(Buffer.from(body, 'latin1'), parts);
        await stand.expectSame([Buffer.concat([before, masked, after])]);
        await stand.expectSame([before, masked, after]);
        await stand.expectSame([masked, after, before]);
      }
      const bare = clientFrame('bare', { ...parts, mask: null });
      await stand.expectSame([Buffer.concat([before, bare, after]), after]);
    });
  });

  it('are taken with lengths of every form, also the longer ones that a shorter would have done for', async () => {
    const lengths = [0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 128, 65_535, 65_536, MAX_FRAME_BYTES];
    const frames: Buffer[] = [];
    const sent: string[] = [];
    for (const length of lengths) {
      const body = Buffer.alloc(length, `${length};`);
      for (const lengthBits of [7, 16, 64] as const) {
        if (length >= (lengthBits === 7 ? 126 : lengthBits === 16 ? 65_536 : Infinity)) continue;
        frames.push(clientFrame(body, { lengthBits }));
        sent.push(described('binary', body));
      }
    }
    const apart = await stand.expectSame(frames);
    expect(binaries(apart.events)).toEqual(sent);
    const together = await stand.expectSame([Buffer.concat(frames)]);
    expect(binaries(together.events)).toEqual(sent);
  });

  it('[WS4] that announce more than 1 MiB are not waited for', async () => {
    const lengths = [
      BigInt(MAX_FRAME_BYTES) + 1n,
      2n ** 31n,
      2n ** 32n,
      2n ** 32n + 5n,
      2n ** 40n + 5n,
      2n ** 53n - 1n,
      2n ** 53n,
      2n ** 53n + 5n,
      2n ** 63n + 5n,
      2n ** 64n - 1n,
    ];
    await forEach(lengths, async (declaredLength) => {
      const frame = clientFrame('small', { declaredLength, lengthBits: 64 });
      for (const packets of [
        [Buffer.concat([before, frame, after])],
        [before, frame, after],
        [Buffer.concat([before, frame.subarray(0, 9)]), frame.subarray(9), after],
      ]) {
        const { events, toldCode } = await stand.expectSame(packets);
        expect(binaries(events)).toEqual([asBinary('before')]);
        expect(toldCode).toBe(1009);
      }
    });
  });

  it('are whole again when they come one byte at a time', async () => {
    const bytes = Buffer.concat(everyKind);
    const { events } = await stand.expectSame(Array.from(bytes, (byte) => Buffer.from([byte])));
    expect(binaries(events)).toEqual(everyMessage.map(asBinary));
  });

  it('are whole again wherever a packet ends', async () => {
    const bytes = Buffer.concat(everyKind);
    const places = Array.from({ length: bytes.length + 1 }, (_, place) => place);
    await forEach(places, async (place) => {
      const { events } = await stand.expectSame(cutAt(bytes, [place]));
      expect(binaries(events)).toEqual(everyMessage.map(asBinary));
      await stand.expectSame(cutAt(bytes, [place]), { isFirstWithUpgrade: true });
    });
  });

  it('that hold what reads as frames are one message, also where such a frame begins a packet', async () => {
    const inner = [
      clientFrame('forged'),
      clientFrame('forged', { mask: NO_MASK_AT_ALL }),
      clientFrame('x'.repeat(200), { mask: NO_MASK_AT_ALL }),
      closeFrame(1000),
      clientFrame('forged', { opcode: OPCODE.ping }),
    ];
    const body = Buffer.concat(inner);
    // Under this mask the bytes on the wire are those of the frames inside.
    const frames = [7, 16, 64].map((bits) =>
      clientFrame(body, { mask: NO_MASK_AT_ALL, lengthBits: bits === 7 ? 16 : (bits as 16 | 64) }),
    );
    const parts = [
      clientFrame(body, { mask: NO_MASK_AT_ALL, isFinal: false }),
      clientFrame(body, { mask: NO_MASK_AT_ALL, opcode: OPCODE.continuation }),
    ];
    const ends = inner.map((_, i) => Buffer.concat(inner.slice(0, i)).length);
    await forEach([...frames, Buffer.concat(parts)], async (frame) => {
      const head = frame.indexOf(body);
      const packets = cutAt(frame, [head - 4, ...ends.map((end) => head + end)]);
      const { events } = await stand.expectSame([before, ...packets, after]);
      expect(binaries(events)).toHaveLength(3);
      await stand.expectSame([Buffer.concat([before, packets[0] as Buffer]), ...packets.slice(1)]);
    });
  });

  it('whose head was cut in two do not begin anew where the rest reads as a head', async () => {
    // Behind its first byte each of these goes on as a frame without a word, or as one of two letters.
    const heads = [
      clientFrame('ab', { mask: Buffer.from([0x80, 1, 2, 3]) }),
      clientFrame('abcdefgh', { mask: Buffer.from([0x82, 0x82, 0, 0]) }),
      clientFrame('x'.repeat(300), { mask: Buffer.from([0x82, 0x82, 0x82, 0x80]) }),
      clientFrame(Buffer.alloc(0x8282, 0x82), { mask: NO_MASK_AT_ALL }),
    ];
    await forEach(heads, async (frame) => {
      const places = Array.from({ length: 9 }, (_, place) => place + 1);
      for (const place of places) {
        const { events } = await stand.expectSame([...cutAt(frame, [place]), after]);
        expect(binaries(events)).toHaveLength(2);
        await stand.expectSame(
          cutAt(Buffer.concat([before, frame, after]), [before.length, before.length + place]),
        );
      }
    });
  });

  it('by the thousand in one packet are taken each, in their order', async () => {
    const frames: Buffer[] = [];
    for (let i = 0; i < 8_000; i++) {
      frames.push(clientFrame(`${i}`));
      if (i % 100 === 0) frames.push(clientFrame(`${i}`, { opcode: OPCODE.pong }));
    }
    const { events } = await stand.expectSame([Buffer.concat(frames)]);
    expect(binaries(events)).toHaveLength(8_000);
  });

  it('in the packet of the upgrade are taken, and half a one waits for its rest', async () => {
    const bytes = Buffer.concat([before, clientFrame('half')]);
    for (const place of [bytes.length, before.length + 1, before.length + 3, before.length + 8]) {
      const { events } = await stand.expectSame(cutAt(bytes, [place]), {
        isFirstWithUpgrade: true,
      });
      expect(binaries(events)).toEqual([asBinary('before'), asBinary('half')]);
    }
    const broken = clientFrame('broken', { reserved: 7 });
    await stand.expectSame([Buffer.concat([before, broken, after]), after], {
      isFirstWithUpgrade: true,
    });
  });

  it.each(['end', 'reset'] as const)('cut short by the peer (%s) are none', async (ending) => {
    const long = clientFrame('x'.repeat(300));
    await forEach([1, 2, 3, 4, 7, 8, 9, 200, long.length - 1], async (place) => {
      const half = long.subarray(0, place);
      for (const packets of [[Buffer.concat([before, half])], [before, half]]) {
        const { events } = await stand.expectSame(packets, { ending });
        expect(binaries(events)).toEqual([asBinary('before')]);
        expect(events.at(-1)).toContain('closed 1006');
      }
    });
  });
});

describe('fragments', () => {
  const begin = clientFrame('be', { isFinal: false });
  const middle = clientFrame('gi', { isFinal: false, opcode: OPCODE.continuation });
  const end = clientFrame('n', { opcode: OPCODE.continuation });
  const ping = clientFrame('?', { opcode: OPCODE.ping });

  it.each<[what: string, frames: Buffer[], code: number | null]>([
    ['with control frames between them', [begin, ping, middle, ping, end, after], null],
    ['that are all empty', [clientFrame('', { isFinal: false }), end, after], null],
    ['with another message between them', [begin, after, end], 1002],
    ['with a text between them', [begin, clientFrame('x', { opcode: OPCODE.text }), end], 1002],
    ['begun twice', [begin, begin, end], 1002],
    ['without a beginning', [before, end, after], 1002],
    ['without an end', [before, begin, middle], null],
    ['after which comes another end', [begin, end, end, after], 1002],
    ['closed in their middle', [begin, closeFrame(1000), end, after], 1000],
  ])('%s', async (_what, frames, code) => {
    const apart = await stand.expectSame(frames);
    const together = await stand.expectSame([Buffer.concat(frames)]);
    const paired = await stand.expectSame(cutAt(Buffer.concat(frames), [frames[0]?.length ?? 0]));
    for (const { toldCode } of [apart, together, paired]) expect(toldCode).toBe(code);
  });

  it('[WS4] are no way round the limit of 1 MiB, in bytes or in number', async () => {
    const half = Buffer.alloc(MAX_FRAME_BYTES / 2, 1);
    const start = clientFrame(half, { isFinal: false });
    const rest = clientFrame(half, { opcode: OPCODE.continuation });
    const fits = await stand.expectSame([start, rest, after]);
    expect(binaries(fits.events)).toHaveLength(2);
    const tooMuch = clientFrame(Buffer.alloc(half.length + 1), { opcode: OPCODE.continuation });
    const closed = await stand.expectSame([start, tooMuch, after]);
    expect(closed.toldCode).toBe(1009);
    const many = Array.from({ length: 17_000 }, () =>
      clientFrame('', { isFinal: false, opcode: OPCODE.continuation }),
    );
    const tooMany = await stand.expectSame([Buffer.concat([begin, ...many, end, after])]);
    expect(tooMany.toldCode).toBe(1008);
  });
});

describe('control frames', () => {
  it('within a burst are answered in their place', async () => {
    const frames = [0, 1, 124, 125].flatMap((length) => [
      clientFrame(`before ${length}`),
      clientFrame('p'.repeat(length), { opcode: OPCODE.ping }),
      clientFrame('q'.repeat(length), { opcode: OPCODE.pong }),
    ]);
    for (const packets of [frames, [Buffer.concat(frames)]]) {
      const { events, answers } = await stand.expectSame(packets);
      expect(binaries(events)).toHaveLength(4);
      expect(answers).toEqual(
        [0, 1, 124, 125].map((length) => described('10', Buffer.from('p'.repeat(length)))),
      );
    }
  });

  it('[WS4] that ask for more answers at once than anybody needs end the connection', async () => {
    const pings = Array.from({ length: 100 }, () => clientFrame('', { opcode: OPCODE.ping }));
    const { events } = await stand.expectSame([Buffer.concat([before, ...pings])], {
      ending: 'reset',
    });
    expect(events.at(-1)).toContain('closed 1006');
  });

  it('that are too long or in pieces close the connection', async () => {
    const opcodes = [OPCODE.close, OPCODE.ping, OPCODE.pong];
    await forEach(opcodes, async (opcode) => {
      for (const frame of [
        clientFrame('x'.repeat(126), { opcode }),
        clientFrame('xx', { opcode, lengthBits: 16 }),
        clientFrame('xx', { opcode, lengthBits: 64 }),
        clientFrame('xx', { opcode, isFinal: false }),
      ]) {
        for (const packets of [[before, frame, after], [Buffer.concat([before, frame, after])]]) {
          const { events, toldCode } = await stand.expectSame(packets);
          expect(binaries(events)).toEqual([asBinary('before')]);
          expect(toldCode).toBe(1002);
        }
      }
    });
  });

  it('that close end everything: what came before is taken, what comes after is not', async () => {
    const closes: Buffer[] = [
      closeFrame(null),
      clientFrame('1', { opcode: OPCODE.close }),
      closeFrame(1000, Buffer.from([0xff, 0xfe])),
      closeFrame(1000, 'x'.repeat(123)),
    ];
    const codes = [0, 999, 1000, 1001, 1002, 1004, 1005, 1006, 1007, 1011, 1012, 1014, 1015, 1016];
    for (const code of [...codes, 2999, 3000, 4400, 4999, 5000, 65_535]) {
      closes.push(closeFrame(code, 'bye'));
    }
    await forEach(closes, async (close) => {
      for (const packets of [
        [Buffer.concat([before, close, after, close])],
        [Buffer.concat([before, close]), after, after],
        [before, close, Buffer.concat([after, close])],
        [before, close.subarray(0, 1), Buffer.concat([close.subarray(1), after]), after],
      ]) {
        const { events } = await stand.expectSame(packets);
        expect(binaries(events)).toEqual([asBinary('before')]);
      }
    });
  });
});

describe('text', () => {
  it.each<[what: string, text: Uint8Array | string, code: number]>([
    ['of words', 'hello', CLOSE.invalid.code],
    ['without any', '', CLOSE.invalid.code],
    ['that is not UTF-8', Buffer.from([0xc3, 0x28]), 1007],
  ])('%s closes the connection after what came before it', async (_what, text, code) => {
    const frame = clientFrame(text, { opcode: OPCODE.text });
    for (const packets of [
      [Buffer.concat([before, frame])],
      [before, frame],
      [before, frame, closeFrame(code)],
      [Buffer.concat([before, frame, after, closeFrame(code)]), after],
    ]) {
      const { events, toldCode } = await stand.expectSame(packets);
      expect(events[0]).toBe(asBinary('before'));
      expect(toldCode).toBe(code);
    }
  });
});
