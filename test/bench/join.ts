// One load client's way into a room: upgrade, authentication where the server wants it, step 1,
// the whole document back. Reads frames only as far as the benchmark needs.
import { performance } from 'node:perf_hooks';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { type Dialect, step1Message, step2Message, tokenMessage } from './dialect.ts';
import { clientFrame, openWireClient, type WireClient } from './wire-client.ts';

/** A state vector, and an update, that say "nothing". */
const NOTHING = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const EMPTY = new Uint8Array(0);

/** A client that has the document. */
export interface Joined {
  /** The state the server answered step 1 with; empty where the server keeps no document, or unless kept. */
  readonly state: Uint8Array;
  /** How many bytes of it came. */
  readonly stateBytes: number;
  /** From opening the connection to holding the whole state, ms. */
  readonly joinMs: number;
  readonly isOpen: boolean;
  readonly closeCode: number | null;
  /** Sends one message. */
  send(message: Uint8Array): void;
  /** Sends ready-made frames. */
  write(frames: Buffer): void;
  close(): void;
}

/** Joins a room; rejects when the server refuses or closes before it has answered. */
export function joinRoom(options: {
  readonly dialect: Dialect;
  readonly port: number;
  readonly room: string;
  readonly person: string;
  /** False where nobody reads the state: hundreds of copies have the load collected while it measures. */
  readonly keepsState?: boolean;
  /** Every update and step 2, with `SYNC.update` or `SYNC.step2`. */
  onUpdate?(update: Buffer, kind: number): void;
  onFrame?(): void;
  onAcknowledgement?(counter: number): void;
}): Promise<Joined> {
  const { dialect, port, room, person, keepsState = true } = options;
  const startedAt = performance.now();
  const prefixBytes = dialect.prefix(room).byteLength;
  const emptyStep2 = step2Message(dialect, room, EMPTY_UPDATE);

  return new Promise((resolve, reject) => {
    let client: WireClient | null = null;
    let isJoined = false;
    const early: Uint8Array[] = [];
    const send = (payload: Uint8Array): void => {
      if (client === null) early.push(payload);
      else client.write(clientFrame(payload));
    };
    const join = (received: Uint8Array): void => {
      isJoined = true;
      const joinMs = performance.now() - startedAt;
      const open = client as WireClient;
      resolve({
        state: keepsState ? Uint8Array.prototype.slice.call(received) : EMPTY,
        stateBytes: received.byteLength,
        joinMs,
        get isOpen() {
          return open.isOpen;
        },
        get closeCode() {
          return open.closeCode;
        },
        send,
        write: (frames) => open.write(frames),
        close: () => open.destroy(),
      });
    };
    const receive = (frame: Buffer): void => {
      options.onFrame?.();
      const type = frame[prefixBytes] as number;
      if (dialect.isSync(type)) {
        const kind = frame[prefixBytes + 1] as number;
        if (kind === SYNC.step1) {
          send(emptyStep2);
          return;
        }
        const update = readVarBytes(frame, prefixBytes + 2);
        options.onUpdate?.(update, kind);
        if (kind === SYNC.step2 && !isJoined) join(update);
      } else if (dialect.isAcknowledgement(type)) {
        options.onAcknowledgement?.(readVarUint(frame, prefixBytes + 1));
      } else if (type === MESSAGE.auth && dialect.authenticates) {
        send(step1Message(dialect, room, NOTHING));
      }
    };
    openWireClient({
      port,
      path: dialect.path(room, person),
      headers: dialect.headers?.(person),
      onMessage: receive,
      onClose: (code) => {
        if (!isJoined) reject(new Error(`${dialect.server} closed a joining client with ${code}.`));
      },
    }).then((opened) => {
      client = opened;
      for (const payload of early) send(payload);
      if (dialect.authenticates) send(tokenMessage(dialect, room));
      else if (dialect.keepsDocument) send(step1Message(dialect, room, NOTHING));
      else join(EMPTY);
    }, reject);
  });
}

function readVarUint(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++] as number;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
}

function readVarBytes(bytes: Buffer, at: number): Buffer {
  const length = readVarUint(bytes, at);
  while ((bytes[at] as number) >= 0x80) at++;
  return bytes.subarray(at + 1, at + 1 + length);
}
