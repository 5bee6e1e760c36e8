// Frames the relay writes past ws, against the ones ws writes itself.

import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { encodeFrame } from './ws-socket.ts';

/** Exported by ws, and left out of its published types. */
const { Sender } = ws as unknown as {
  Sender: { frame(message: Buffer, options: object): Buffer[] };
};

describe('a prebuilt frame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
    'of %i bytes is what ws would send',
    (length) => {
      const message = Buffer.alloc(length, 7);
      const options = { fin: true, opcode: 2, mask: false, rsv1: false, readOnly: false };
      expect(encodeFrame(message).equals(Buffer.concat(Sender.frame(message, options)))).toBe(true);
    },
  );
});
