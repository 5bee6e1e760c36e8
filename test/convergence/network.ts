// A network without sockets: queues of whole frames between stock providers and a relay, which a
// world delivers, cuts, doubles or swaps as its seed says. It knows neither documents nor rooms.

import type { RoomConnection, Socket } from '../../server/realtime/types.ts';
import type { CloseEventKind } from '../../shared/protocol.ts';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import type { Random } from '../support/seed.ts';

/** What a provider needs of a WebSocket. */
interface SocketEvents {
  onopen: (() => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

/**
 * Updates a link remembers having carried, so that an old one can arrive again. Only updates: an old
 * step 2 after a later update would claim to hold it, which no ordered stream can bring about.
 */
const REMEMBERED_FRAMES = 12;

/** One connection between a provider and the relay, as long as either side believes in it. */
export class Link {
  /** `null` is the end of the stream: the client has closed. */
  readonly toServer: (Uint8Array | null)[] = [];
  readonly toClient: (Uint8Array | CloseEventKind)[] = [];
  connection: RoomConnection | null = null;
  private readonly carried: Uint8Array[] = [];
  private readonly client: SimulatedSocket;
  private serverIsOpen = true;

  constructor(client: SimulatedSocket) {
    this.client = client;
  }

  /** The relay's end. */
  readonly socket: Socket = createServerSocket(this);

  get isOpenForServer(): boolean {
    return this.serverIsOpen;
  }

  closeFromServer(event: CloseEventKind): void {
    if (!this.serverIsOpen) return;
    this.serverIsOpen = false;
    this.toClient.push(event);
  }

  /** Hands the next frame to the relay; false when there was none. */
  deliverToServer(): boolean {
    const frame = this.toServer.shift();
    if (frame === undefined) return false;
    if (frame === null) this.goneForServer();
    else {
      if (isUpdate(frame)) this.carried.push(frame);
      if (this.carried.length > REMEMBERED_FRAMES) this.carried.shift();
      this.connection?.receive(frame);
    }
    return true;
  }

  /** Hands the next frame, or the close event, to the provider; false when there was none. */
  deliverToClient(): boolean {
    const frame = this.toClient.shift();
    if (frame === undefined) return false;
    if (frame instanceof Uint8Array) this.client.receive(frame);
    else {
      this.goneForServer();
      this.client.end(frame);
    }
    return true;
  }

  /** Lets the relay receive an update once more that it has had before. */
  repeatFrame(random: Random): boolean {
    if (this.carried.length === 0 || this.connection === null) return false;
    this.connection.receive(random.pick(this.carried));
    return true;
  }

  /** Swaps the first two updates in a row that no acknowledgement request stands between. */
  swapUpdates(): boolean {
    for (let i = 1; i < this.toServer.length; i++) {
      const [first, second] = [this.toServer[i - 1], this.toServer[i]];
      if (!isUpdate(first) || !isUpdate(second)) continue;
      this.toServer[i - 1] = second;
      this.toServer[i] = first;
      return true;
    }
    return false;
  }

  /** The relay sees half of the next frame and then nothing more; what else was under way is lost. */
  cutWithinFrame(random: Random): boolean {
    const frame = this.toServer[0];
    if (!frame || frame.length < 2 || this.connection === null) return false;
    this.connection.receive(frame.slice(0, random.between(1, frame.length - 1)));
    return true;
  }

  /** Everything under way is lost; each side notices when the world says so. */
  lose(): void {
    this.toServer.length = 0;
    this.toClient.length = 0;
    this.serverIsOpen = false;
  }

  /** The relay notices that the client is gone. */
  goneForServer(): void {
    this.serverIsOpen = false;
    const { connection } = this;
    this.connection = null;
    connection?.closed();
  }

  /** The provider notices that the relay is gone. */
  goneForClient(): void {
    this.client.end({ code: 1006, reason: '' });
  }
}

function isUpdate(frame: Uint8Array | null | undefined): frame is Uint8Array {
  return frame?.[0] === MESSAGE.sync && frame[1] === SYNC.update;
}

function createServerSocket(link: Link): Socket {
  return {
    get isOpen() {
      return link.isOpenForServer;
    },
    get bufferedBytes() {
      let bytes = 0;
      for (const frame of link.toClient) if (frame instanceof Uint8Array) bytes += frame.byteLength;
      return bytes;
    },
    send: (message) => {
      if (link.isOpenForServer) link.toClient.push(message);
    },
    close: (event) => link.closeFromServer(event),
  };
}

/** Who listens at the other end; calls `opened` or `failed` once, later. */
export interface Listener {
  accept(socket: SimulatedSocket): void;
  /** A frame has been handled by the provider. */
  handled(frame: Uint8Array): void;
}

/** The WebSocket a provider is given. */
export class SimulatedSocket implements SocketEvents {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  link: Link | null = null;
  private readonly listener: Listener;

  constructor(listener: Listener) {
    this.listener = listener;
    listener.accept(this);
  }

  /** The relay has accepted. */
  opened(link: Link): void {
    this.link = link;
    this.readyState = 1;
    this.onopen?.();
  }

  /** Nobody answered, or the connection has ended. */
  end(event: { code: number; reason: string }): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.link = null;
    this.onclose?.(event);
  }

  send(data: Uint8Array): void {
    // A copy, as the kernel makes one: the sender may use its buffer again.
    if (this.readyState === 1) this.link?.toServer.push(new Uint8Array(data));
  }

  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.link?.toServer.push(null);
    this.link = null;
  }

  /** A frame arrives. The bytes are copied now, as the relay may share them between sockets. */
  receive(frame: Uint8Array): void {
    if (this.readyState !== 1) return;
    const copy = new Uint8Array(frame);
    this.onmessage?.({ data: copy.buffer });
    this.listener.handled(copy);
  }
}

/** The class of sockets of one listener, for a provider that wants to construct its own. */
export function socketClassFor(listener: Listener): typeof WebSocket {
  class BoundSocket extends SimulatedSocket {
    constructor(_url: string) {
      super(listener);
    }
  }
  // The provider uses the members declared above and no others.
  return BoundSocket as unknown as typeof WebSocket;
}
