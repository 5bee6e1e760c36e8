// The client's end of the protocol in `shared/protocol.ts`, laid over a stock WebsocketProvider:
// applies what arrives, asks for acknowledgements and hears answers. Decides nothing about them.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate } from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import {
  type Aside,
  MESSAGE,
  type RefusalCode,
  SYNC,
  type WriteDenial,
} from '../../shared/protocol.ts';
import { openArrivals } from './arrivals.ts';

/** What others wrote, and where they are. */
type Arrival = { readonly type: 'update' | 'awareness'; readonly bytes: Uint8Array };

/** What the wire tells. */
interface WireListener {
  /** What others wrote is here, and about to be applied. */
  updating(): void;
  /**
   * The server's step 1 is answered: from here on acknowledgements cover everything. `lacksMine`: it did
   * not have all that was written here.
   */
  handshakeAnswered(lacksMine: boolean): void;
  acknowledged(counter: number): void;
  refused(code: RefusalCode): void;
  rights(denial: WriteDenial | null): void;
  storage(isHeld: boolean): void;
  aside(aside: Aside): void;
}

/** The client's end of one socket. */
interface Wire {
  /** Asks, once what was written in this turn is sent, to hear back when all of it is committed. */
  askForAcknowledgement(): void;
  /** Something of mine was written: it is drawn before what others wrote is applied. */
  ownFirst(): void;
  /** Applies what others wrote, for a moment that must not lag. */
  settle(): void;
  /** The socket is gone: nothing is asked before the next handshake is answered. */
  disconnected(): void;
}

/**
 * Lays the protocol over `provider`. `counter` is read when a request is sent. Requests wait for the
 * handshake: one sent earlier could be answered although older words have not been handed over yet.
 */
export function layWire(
  provider: WebsocketProvider,
  counter: () => number,
  listener: WireListener,
): Wire {
  let isAnswered = false;
  let isAsking = false;

  const send = (write: (encoder: encoding.Encoder) => void) => {
    const { ws } = provider;
    if (ws === null || ws.readyState !== ws.OPEN) return;
    const encoder = encoding.createEncoder();
    write(encoder);
    ws.send(encoding.toUint8Array(encoder));
  };

  const ask = () => {
    if (isAsking) return;
    isAsking = true;
    // A microtask comes after the update, or the step 2, of this turn was sent.
    queueMicrotask(() => {
      isAsking = false;
      if (!isAnswered) return;
      send((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.acknowledgeRequest);
        encoding.writeVarUint(encoder, counter());
      });
    });
  };

  const lacksMine = (stateVector: Uint8Array) => {
    const { clientID, store } = provider.doc;
    return (Y.decodeStateVector(stateVector).get(clientID) ?? 0) < Y.getState(store, clientID);
  };

  const handleSync = (encoder: encoding.Encoder, decoder: decoding.Decoder) => {
    const type = decoding.readVarUint(decoder);
    if (type === SYNC.step1) {
      const theirs = decoding.readVarUint8Array(decoder);
      encoding.writeVarUint(encoder, MESSAGE.sync);
      syncProtocol.writeSyncStep2(encoder, provider.doc, theirs);
      isAnswered = true;
      listener.handshakeAnswered(lacksMine(theirs));
      ask();
      return;
    }
    arrivals.take({ type: 'update', bytes: decoding.readVarUint8Array(decoder) });
    if (type !== SYNC.step2) return;
    arrivals.settle();
    provider.synced = true;
  };

  const arrivals = openArrivals<Arrival>((arrived) => {
    const of = (wanted: Arrival['type']) => arrived.filter(({ type }) => type === wanted);
    // Editors look for carets once the words are there, and then draw both at once.
    for (const { bytes } of of('awareness')) {
      applyAwarenessUpdate(provider.awareness, bytes, provider);
    }
    const updates = of('update');
    if (updates.length === 0) return;
    listener.updating();
    // Not y-protocols' reader: it would swallow what applying throws (SY4).
    const applyAll = () => {
      for (const { bytes } of updates) Y.applyUpdate(provider.doc, bytes, provider);
    };
    Y.transact(provider.doc, applyAll, provider, false);
  });

  provider.messageHandlers[MESSAGE.sync] = handleSync;
  provider.messageHandlers[MESSAGE.awareness] = (_encoder, decoder) => {
    arrivals.take({ type: 'awareness', bytes: decoding.readVarUint8Array(decoder) });
  };
  provider.messageHandlers[MESSAGE.acknowledge] = (_encoder, decoder) => {
    listener.acknowledged(decoding.readVarUint(decoder));
  };
  provider.messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
    listener.refused(decoding.readVarString(decoder) as RefusalCode);
  };
  provider.messageHandlers[MESSAGE.rights] = (_encoder, decoder) => {
    const canWrite = decoding.readVarUint(decoder) === 1;
    const denial = decoding.readVarString(decoder);
    listener.rights(canWrite ? null : (denial as WriteDenial));
  };
  provider.messageHandlers[MESSAGE.storage] = (_encoder, decoder) => {
    listener.storage(decoding.readVarUint(decoder) === 0);
  };
  provider.messageHandlers[MESSAGE.aside] = (_encoder, decoder) => {
    listener.aside(decoding.readVarString(decoder) as Aside);
  };

  return {
    askForAcknowledgement: ask,
    ownFirst: arrivals.ownFirst,
    settle: arrivals.settle,
    disconnected() {
      isAnswered = false;
      // Before the provider takes everybody's carets away.
      arrivals.settle();
    },
  };
}
