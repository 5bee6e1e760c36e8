// A WebSocket client for load: as little work per frame as the protocol allows, so that the
// generator is not what is measured. It knows frames and bytes, not what they mean.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** One message as a masked client frame. The mask is zero, which leaves the payload as it is. */
export function clientFrame(payload: Uint8Array, opcode: number = OPCODE.binary): Buffer {
  const length = payload.byteLength;
  const extended = length < 126 ? 0 : length < 65536 ? 2 : 8;
  const frame = Buffer.alloc(2 + extended + 4 + length);
  frame[0] = 0x80 | opcode;
  if (extended === 0) frame[1] = 0x80 | length;
  else if (extended === 2) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, 2 + extended + 4);
  return frame;
}

/**
 * What arrives is read into one buffer for all connections and looked at where it lies: a buffer and
 * a stream's events for each packet would cost more than everything the clients do with it.
 */
const ARRIVED = Buffer.allocUnsafe(256 * 1024);

/** A raw connection to a WebSocket server. */
export interface WireClient {
  /** Writes frames made by `clientFrame`, several at once if wanted. */
  write(frames: Buffer): void;
  /** Bytes handed to `write` that have not left yet. */
  readonly waitingBytes: number;
  readonly isOpen: boolean;
  /** The close code the server gave, or `null`. */
  readonly closeCode: number | null;
  destroy(): void;
}

/** Opens a connection; resolves after the upgrade. `onMessage` must not keep the buffer's view. */
export function openWireClient(options: {
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  onMessage(message: Buffer): void;
  onClose?(code: number | null): void;
}): Promise<WireClient> {
  return new Promise((resolve, reject) => {
    let isOpen = false;
    let closeCode: number | null = null;
    const client: WireClient = {
      write: (frames) => void socket.write(frames),
      get waitingBytes() {
        return socket.writableLength;
      },
      get isOpen() {
        return isOpen;
      },
      get closeCode() {
        return closeCode;
      },
      destroy: () => void socket.destroy(),
    };
    const frames = createFrameReader((opcode, payload) => {
      if (opcode === OPCODE.binary) options.onMessage(payload);
      else if (opcode === OPCODE.ping) socket.write(clientFrame(payload, OPCODE.pong));
      else if (opcode === OPCODE.close) {
        closeCode = payload.byteLength >= 2 ? payload.readUInt16BE(0) : null;
        socket.end();
      }
    });
    let answer = Buffer.alloc(0);
    const receiveAnswer = (chunk: Buffer): void => {
      answer = Buffer.concat([answer, chunk]);
      const end = answer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const status = answer.toString('latin1', 0, answer.indexOf('\r\n'));
      if (!status.startsWith('HTTP/1.1 101')) {
        socket.destroy();
        reject(new Error(`The upgrade was answered "${status}".`));
        return;
      }
      isOpen = true;
      resolve(client);
      if (answer.byteLength > end + 4) frames(answer.subarray(end + 4));
    };
    const socket: Socket = connect({
      port: options.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: ARRIVED,
        callback: (bytes) => {
          const chunk = ARRIVED.subarray(0, bytes);
          if (isOpen) frames(chunk);
          else receiveAnswer(chunk);
          return true;
        },
      },
    });
    socket.on('error', (error) => {
      if (!isOpen) reject(error);
    });
    socket.on('close', () => {
      if (!isOpen) reject(new Error('The connection closed before the upgrade.'));
      isOpen = false;
      options.onClose?.(closeCode);
    });
    socket.write(upgradeRequest(options.path, options.port, options.headers ?? {}));
  });
}

function upgradeRequest(
  path: string,
  port: number,
  headers: Readonly<Record<string, string>>,
): string {
  const all: Record<string, string> = {
    Host: `127.0.0.1:${port}`,
    Origin: `http://127.0.0.1:${port}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/**
 * Cuts a byte stream into unmasked server frames, without joining chunks until one is complete. Keeps
 * no chunk beyond the call: what is left over is copied.
 */
function createFrameReader(
  onFrame: (opcode: number, payload: Buffer) => void,
): (chunk: Buffer) => void {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let neededBytes = 2;
  return (chunk) => {
    keptBytes += chunk.byteLength;
    if (keptBytes < neededBytes) {
      kept.push(Buffer.from(chunk));
      return;
    }
    let bytes = chunk;
    if (kept.length > 0) {
      kept.push(chunk);
      bytes = Buffer.concat(kept, keptBytes);
      kept = [];
    }
    let at = 0;
    neededBytes = 2;
    while (bytes.byteLength - at >= 2) {
      const short = (bytes[at + 1] as number) & 0x7f;
      const headerBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.byteLength - at < headerBytes) {
        neededBytes = headerBytes;
        break;
      }
      const length =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2));
      if (bytes.byteLength - at < headerBytes + length) {
        neededBytes = headerBytes + length;
        break;
      }
      const start = at + headerBytes;
      at = start + length;
      onFrame((bytes[start - headerBytes] as number) & 0x0f, bytes.subarray(start, at));
    }
    keptBytes = bytes.byteLength - at;
    if (keptBytes > 0) kept.push(Buffer.from(bytes.subarray(at)));
  };
}
