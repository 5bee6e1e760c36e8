// A bot is a person at a keyboard: a real Yjs document behind a stock WebsocketProvider over a real
// socket. It types, and knows what it has sent, what was acknowledged and what it has seen.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket as NodeWebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Aside, MESSAGE, type RefusalCode, SYNC } from '../../shared/protocol.ts';
import { editAtRandom } from './edits.ts';
import { createRandom, type Random } from './seed.ts';
import { until } from './until.ts';

/** Where a bot sits down and who it is. */
interface BotOptions {
  /** `ws://host:port/path`; the document's id is appended. */
  readonly url: string;
  readonly documentId: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters of the upgrade. */
  readonly params?: Readonly<Record<string, string>>;
  readonly seed?: number;
  /** Sends presence as an editor does; on by default. */
  readonly presence?: boolean;
  /** Told that something beside the text changed. */
  readonly onAside?: (aside: Aside) => void;
  /** What the bot writes; typing with the odd gesture when left out. */
  readonly edit?: (doc: Y.Doc, random: Random) => void;
}

/** What a bot can say about its session. */
interface BotReport {
  readonly clientId: number;
  /** Edits made, connected or not. */
  readonly edits: number;
  /** The next clock of its own client id. */
  readonly clock: number;
  /** Its own clock as far as the server has said "on disk". */
  readonly acknowledgedClock: number;
  /** Times from an edit to its acknowledgement, ms. */
  readonly acknowledgeMs: readonly number[];
  readonly refusals: readonly RefusalCode[];
  readonly closeCodes: readonly number[];
  readonly canWrite: boolean;
}

/** A bot at work. */
export interface Bot {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Makes one edit now. */
  edit(): void;
  /** Edits at this rate until `stop`. */
  start(editsPerSecond: number): void;
  stop(): void;
  /** Resolves when everything it wrote is acknowledged. */
  saved(deadlineMs?: number): Promise<void>;
  /** Resolves when it has the server's document. */
  synced(deadlineMs?: number): Promise<void>;
  report(): BotReport;
  /** Leaves, sockets and timers included. */
  leave(): void;
}

/** Connects a bot. It keeps reconnecting like any client until it leaves. */
export function startBot(options: BotOptions): Bot {
  const random = createRandom(options.seed ?? 1);
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(options.url, options.documentId, doc, {
    WebSocketPolyfill: webSocketWithHeaders(options.headers ?? {}),
    disableBc: true,
    connect: false,
    ...(options.params ? { params: { ...options.params } } : {}),
  });
  const edit = options.edit ?? createTypist();
  const closeCodes: number[] = [];
  const refusals: RefusalCode[] = [];
  const acknowledgeMs: number[] = [];
  const asked: { counter: number; clock: number; at: number }[] = [];
  let counter = 0;
  let edits = 0;
  let acknowledgedClock = 0;
  let canWrite = true;
  /** Whether this socket has carried a step 2: before that, older words may not have been sent. */
  let hasAnswered = false;
  let timer: NodeJS.Timeout | undefined;

  const ownClock = (): number => Y.getState(doc.store, doc.clientID);
  const ask = (): void => {
    const { ws } = provider;
    if (!hasAnswered || ws === null || ws.readyState !== NodeWebSocket.OPEN) return;
    asked.push({ counter: ++counter, clock: ownClock(), at: performance.now() });
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.acknowledgeRequest);
    encoding.writeVarUint(encoder, counter);
    ws.send(encoding.toUint8Array(encoder));
  };
  const { messageHandlers } = provider;
  const syncHandler = messageHandlers[MESSAGE.sync] as (typeof messageHandlers)[number];
  messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
    const step = decoding.peekVarUint(decoder);
    syncHandler(encoder, decoder, ...rest);
    // The answer to a step 1 leaves when the handler has returned; the request follows it.
    if (step === SYNC.step1) {
      hasAnswered = true;
      queueMicrotask(ask);
    }
  };
  messageHandlers[MESSAGE.acknowledge] = (_encoder, decoder) => {
    const heard = decoding.readVarUint(decoder);
    while (asked[0] !== undefined && asked[0].counter <= heard) {
      const { clock, at } = asked.shift() as { clock: number; at: number };
      acknowledgedClock = Math.max(acknowledgedClock, clock);
      acknowledgeMs.push(performance.now() - at);
    }
  };
  messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
    refusals.push(decoding.readVarString(decoder) as RefusalCode);
  };
  messageHandlers[MESSAGE.rights] = (_encoder, decoder) => {
    canWrite = decoding.readVarUint(decoder) === 1;
  };
  messageHandlers[MESSAGE.storage] = () => undefined;
  messageHandlers[MESSAGE.aside] = (_encoder, decoder) => {
    options.onAside?.(decoding.readVarString(decoder) as Aside);
  };
  provider.on('connection-close', (event) => {
    asked.length = 0;
    hasAnswered = false;
    if (event !== null) closeCodes.push(event.code);
  });
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider) ask();
  });
  provider.connect();

  const editOnce = (): void => {
    edit(doc, random);
    edits++;
    if (options.presence !== false) {
      provider.awareness.setLocalStateField('field', 'description.en');
      provider.awareness.setLocalStateField('cursor', { anchor: ownClock(), head: ownClock() });
    }
  };

  return {
    doc,
    provider,
    edit: editOnce,
    start: (editsPerSecond) => {
      clearInterval(timer);
      timer = setInterval(editOnce, 1000 / editsPerSecond);
    },
    stop: () => clearInterval(timer),
    saved: async (deadlineMs) => {
      await until(() => acknowledgedClock >= ownClock() && asked.length === 0, deadlineMs, 'saved');
    },
    synced: async (deadlineMs) => {
      await until(() => provider.synced, deadlineMs, 'the first sync');
    },
    report: () => ({
      clientId: doc.clientID,
      edits,
      clock: ownClock(),
      acknowledgedClock,
      acknowledgeMs,
      refusals,
      closeCodes,
      canWrite,
    }),
    leave: () => {
      clearInterval(timer);
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

/** Types words into a paragraph of its own, with the odd backspace and gesture elsewhere. */
function createTypist(): (doc: Y.Doc, random: Random) => void {
  let text: Y.XmlText | null = null;
  return (doc, random) => {
    if (text === null || text.parent === null || isDeleted(text)) {
      const paragraph = new Y.XmlElement('paragraph');
      text = new Y.XmlText();
      paragraph.insert(0, [text]);
      const root = doc.getXmlFragment('description.en');
      root.insert(root.length, [paragraph]);
    } else if (random.chance(0.03)) {
      editAtRandom(doc, random);
    } else if (random.chance(0.08) && text.length > 0) {
      text.delete(text.length - 1, 1);
    } else {
      text.insert(text.length, random.chance(0.17) ? ' ' : random.word(1));
    }
  };
}

function isDeleted(text: Y.XmlText): boolean {
  let item = text._item;
  for (; item !== null; item = (item.parent as Y.XmlElement)._item) {
    if (item.deleted) return true;
  }
  return false;
}

function webSocketWithHeaders(headers: Readonly<Record<string, string>>): typeof WebSocket {
  class WebSocketWithHeaders extends NodeWebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols ?? [], { headers: { ...headers }, perMessageDeflate: false });
    }
  }
  // The two classes differ in types of events that the provider never looks at.
  return WebSocketWithHeaders as unknown as typeof WebSocket;
}
