// Reads out of an update how far each writer has got, fast enough to look at every delivered frame.
// Typed text is read byte by byte; anything else falls back to Yjs' own decoder.
import * as Y from 'yjs';

/** Calls `onRange` for each writer in the update with the clocks [from, to) it brings. */
export function scanUpdate(
  bytes: Uint8Array,
  onRange: (client: number, from: number, to: number) => void,
): void {
  if (!scanTypedText(bytes, onRange)) {
    const spans = new Map<number, [number, number]>();
    for (const struct of Y.decodeUpdate(bytes).structs) {
      const { client, clock } = struct.id;
      const span = spans.get(client);
      if (span) span[1] = clock + struct.length;
      else spans.set(client, [clock, clock + struct.length]);
    }
    for (const [client, [from, to]] of spans) onRange(client, from, to);
  }
}

const STRING_CONTENT = 4;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const CONTENT_MASK = 0x1f;

let at = 0;

function varUint(bytes: Uint8Array): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = bytes[at++] as number;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
    factor *= 128;
  }
}

/** False when a struct is met that is no ASCII text with an origin; ranges are reported only on success. */
function scanTypedText(
  bytes: Uint8Array,
  onRange: (client: number, from: number, to: number) => void,
): boolean {
  at = 0;
  const ranges: number[] = [];
  for (let clients = varUint(bytes); clients > 0; clients--) {
    let structs = varUint(bytes);
    const client = varUint(bytes);
    const from = varUint(bytes);
    let to = from;
    for (; structs > 0; structs--) {
      const info = bytes[at++] as number;
      const hasOrigin = (info & HAS_ORIGIN) !== 0;
      const hasRight = (info & HAS_RIGHT_ORIGIN) !== 0;
      if ((info & CONTENT_MASK) !== STRING_CONTENT || !(hasOrigin || hasRight)) return false;
      for (let ids = hasOrigin && hasRight ? 4 : 2; ids > 0; ids--) varUint(bytes);
      const length = varUint(bytes);
      to += length;
      at += length;
    }
    ranges.push(client, from, to);
  }
  for (let i = 0; i < ranges.length; i += 3) {
    onRange(ranges[i] as number, ranges[i + 1] as number, ranges[i + 2] as number);
  }
  return true;
}
