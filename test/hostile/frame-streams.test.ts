// Random streams of frames in random packets: what was sent is what a room gets, once and in order, up
// to the first frame that breaks the rules, and that ends the connection as ws would end it.
import { expect, it } from 'vitest';
import { createRandom, type Random, seedFromEnvironment } from '../support/seed.ts';
import {
  clientFrame,
  closeFrame,
  cutAt,
  described,
  OPCODE,
  openFrameStand,
} from './frame-stand.ts';

const STREAMS = 120;

/** Beside these, any length below 300. */
const LENGTHS = [0, 0, 1, 2, 4, 124, 125, 126, 127, 65_535, 65_536, 70_000];

/** Packets of a stream; a packet costs a turn of the event loop on both ends. */
const MAX_PACKETS = 400;

/** A stream, where its frames end in it, and the messages in the part of it that keeps the rules. */
interface Stream {
  readonly bytes: Buffer;
  readonly ends: readonly number[];
  readonly messages: readonly string[];
}

function randomBytes(random: Random, length: number): Buffer {
  // What reads as a frame is the hardest to tell from one.
  const pattern = random.chance(0.3)
    ? clientFrame(random.word(random.below(9)), { mask: randomMask(random) })
    : Buffer.from(Array.from({ length: 1 + random.below(7) }, () => random.below(256)));
  return Buffer.alloc(length, pattern);
}

function randomMask(random: Random): Buffer {
  if (random.chance(0.3)) return Buffer.alloc(4);
  return Buffer.from(Array.from({ length: 4 }, () => random.below(256)));
}

function randomBody(random: Random): Buffer {
  const isOdd = random.chance(0.3);
  return randomBytes(random, isOdd ? random.pick(LENGTHS) : random.below(300));
}

function randomLengthBits(random: Random, length: number): 7 | 16 | 64 {
  const fitting = ([7, 16, 64] as const).filter(
    (bits) => bits === 64 || length < (bits === 7 ? 126 : 65_536),
  );
  return random.chance(0.8) ? (fitting[0] as 7 | 16 | 64) : random.pick(fitting);
}

function dataFrame(random: Random, body: Buffer, opcode: number, isFinal: boolean): Buffer {
  const lengthBits = randomLengthBits(random, body.length);
  return clientFrame(body, { opcode, isFinal, mask: randomMask(random), lengthBits });
}

function controlFrame(random: Random): Buffer {
  const opcode = random.pick([OPCODE.ping, OPCODE.pong]);
  const length = random.pick([0, 1, 5, 125]);
  return clientFrame(randomBytes(random, length), { opcode, mask: randomMask(random) });
}

/** Something after which nothing is to be taken, whatever follows. */
function lastFrame(random: Random): Buffer {
  const body = randomBytes(random, random.below(120));
  return random.pick([
    () => closeFrame(random.pick([1000, 1001, 3000, 4400])),
    () => closeFrame(null),
    () => closeFrame(1006),
    () => clientFrame(body, { mask: null }),
    () => clientFrame(body, { reserved: random.between(1, 7) }),
    () => clientFrame(body, { opcode: random.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) }),
    () => clientFrame(body, { opcode: OPCODE.continuation }),
    () => clientFrame(body, { opcode: OPCODE.ping, isFinal: false }),
    () => clientFrame(body, { opcode: OPCODE.pong, lengthBits: 16 }),
    () =>
      clientFrame(body, { lengthBits: 64, declaredLength: 2n ** BigInt(random.between(21, 63)) }),
    () => Buffer.concat([clientFrame(body, { isFinal: false }), clientFrame(body)]),
  ])();
}

function randomStream(random: Random): Stream {
  const frames: Buffer[] = [];
  const messages: string[] = [];
  for (let left = random.between(5, 60); left > 0; left--) {
    const kind = random.weighted({ message: 12, control: 3, fragments: 2 });
    if (kind === 'control') {
      frames.push(controlFrame(random));
    } else if (kind === 'message') {
      const body = randomBody(random);
      frames.push(dataFrame(random, body, OPCODE.binary, true));
      messages.push(described('binary', body));
    } else {
      const parts = Array.from({ length: random.between(2, 5) }, () => randomBody(random));
      parts.forEach((part, i) => {
        const opcode = i === 0 ? OPCODE.binary : OPCODE.continuation;
        frames.push(dataFrame(random, part, opcode, i === parts.length - 1));
        if (i < parts.length - 1 && random.chance(0.4)) frames.push(controlFrame(random));
      });
      messages.push(described('binary', Buffer.concat(parts)));
    }
  }
  if (random.chance(0.5)) {
    frames.push(lastFrame(random));
    for (let more = random.below(4); more > 0; more--) {
      frames.push(dataFrame(random, randomBody(random), OPCODE.binary, true));
    }
  }
  let at = 0;
  const ends = frames.map(({ length }) => (at += length));
  return { bytes: Buffer.concat(frames), ends, messages };
}

/** Where packets end: in small pieces, in large ones, at the ends of frames or a little beside them. */
function randomCuts(random: Random, { bytes, ends }: Stream): number[] {
  const way = random.weighted({ pieces: 3, ends: 2, besideEnds: 4 });
  if (way === 'pieces') {
    const places: number[] = [];
    const largest = random.pick([3, 20, 200, 5_000, 100_000]);
    for (let at = 0; places.length < MAX_PACKETS; ) {
      at += 1 + random.below(largest);
      if (at >= bytes.length) break;
      places.push(at);
    }
    return places;
  }
  const chosen = ends.filter(() => random.chance(0.6));
  const reach = way === 'ends' ? 0 : random.pick([1, 3, 13]);
  const places = chosen.map((end) => end + random.between(-reach, reach));
  return [...new Set(places)]
    .filter((place) => place > 0 && place < bytes.length)
    .sort((one, other) => one - other);
}

it(`[SY12] ${STREAMS} random streams of frames in random packets are taken as they were sent`, async () => {
  const firstSeed = seedFromEnvironment();
  console.log(`Streams from seed ${firstSeed}`);
  await using stand = await openFrameStand();
  let [packets, messages, broken] = [0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + STREAMS; seed++) {
    const random = createRandom(seed);
    const stream = randomStream(random);
    const cut = cutAt(stream.bytes, randomCuts(random, stream));
    const { events, toldCode } = await stand.expectSame(cut, {
      ending: random.pick(['end', 'reset']),
      isFirstWithUpgrade: random.chance(0.2),
    });
    const taken = events.filter((event) => event.startsWith('binary'));
    expect(taken, `seed ${seed}`).toEqual(stream.messages);
    packets += cut.length;
    messages += taken.length;
    if (toldCode !== null) broken++;
  }
  console.log(`${packets} packets, ${messages} messages, ${broken} streams that broke the rules`);
  expect(broken).toBeGreaterThan(0);
});
