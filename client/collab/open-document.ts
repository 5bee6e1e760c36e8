// Opens one document for one person: Y.Doc, local copy, connection, presence, history and what is
// true about saving, joined once and outside React. Knows no screen.
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Kind } from '../../shared/kinds.ts';
import { type Aside, SCHEMA_VERSION, type WriteDenial } from '../../shared/protocol.ts';
import { createFact, type Fact, isSameJson } from './fact.ts';
import { type FormUndo, openFormUndo } from './form-undo.ts';
import { followKeeping, type Keeping } from './keeping.ts';
import { type LiveProjection, openLiveProjection } from './live-projection.ts';
import { type LocalStore, localStoreName, openLocalStore } from './local-store.ts';
import { openPresence, type Presence } from './presence.ts';
import { type Connection, type ConnectionDriver, driveConnection } from './reconnect.ts';
import {
  initialSaveFacts,
  readSaveState,
  reduceSaveFacts,
  type SaveEvent,
  type SaveState,
  unacknowledged,
} from './save-state.ts';
import {
  type KnownDocument,
  type MarkStorage,
  markCopy,
  openUnsentMarks,
  readCopyMark,
} from './unsent-marks.ts';
import { layWire } from './wire.ts';

/** What there is to show: nothing yet, the copy of this browser, or the server's text (CL3). */
export type Readiness = 'opening' | 'local-copy' | 'synced';

/** What opening a document takes. */
export interface OpenDocumentOptions {
  readonly documentId: string;
  readonly personId: string;
  readonly kind: Kind;
  /** Where `/api/sync` is served, as `wss://host`. */
  readonly serverUrl: string;
  /**
   * Whether this browser is still signed in as this person, as far as it knows. Another tab may have
   * let somebody else in, who must not be given these words as their own.
   */
  readonly isStillMe?: () => boolean;
  /** This browser's mark storage; `null` keeps no marks. */
  readonly marks: MarkStorage | null;
  /** For clients outside a browser, which have no cookie jar. */
  readonly WebSocket?: typeof WebSocket;
  readonly random?: () => number;
}

/** An open document. */
export interface OpenDocument {
  readonly documentId: string;
  readonly personId: string;
  readonly kind: Kind;
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly readiness: Fact<Readiness>;
  readonly saveState: Fact<SaveState>;
  /** Why I may only read; `undefined` until the server said. */
  readonly denial: Fact<WriteDenial | null | undefined>;
  readonly connection: Fact<Connection>;
  readonly projection: Fact<LiveProjection>;
  readonly presence: Presence;
  readonly undo: FormUndo;
  /** What an earlier visit was told by the server; `null` when there was none. */
  readonly known: KnownDocument | null;
  /** Keeps what the server says for a visit without a line. */
  remember(known: KnownDocument): void;
  /** Projects now, for a moment that must not lag (before finalising). */
  projectNow(): LiveProjection;
  /**
   * Calls `listener` whenever what stands beside the text changed: `null` when that may have happened
   * unheard, while away. Returns how to stop.
   */
  onAside(listener: (aside: Aside | null) => void): () => void;
  /** Calls `listener` just before what others wrote is applied; returns how to stop. */
  onBeforeRemote(listener: () => void): () => void;
  /** Tries to connect at once, after a permanent close event too. */
  reconnect(): void;
  /** Lets everything go; resolves when the local copy is no longer in use. */
  close(): Promise<void>;
}

/** How long the network waits for the local copy, in ms; a stuck database must not keep a text away. */
const LOCAL_COPY_WAIT_MS = 3_000;

/**
 * How long words may be on their way, in ms, before the connection is asked whether it still lives:
 * a network that died without a word would leave "saving" on the screen for half a minute.
 */
const UNANSWERED_MS = 4_000;

/** Opens a document. */
export function openDocument(options: OpenDocumentOptions): OpenDocument {
  const { documentId, personId, kind } = options;
  const doc = new Y.Doc();
  const tabId = String(doc.clientID);
  const marks = openUnsentMarks(options.marks, personId, documentId, tabId);
  let facts = initialSaveFacts(marks.foundUnsent);
  let isOpen = true;
  const saveState = createFact<SaveState>(readSaveState(facts), isSameJson);
  const readiness = createFact<Readiness>('opening');
  const denial = createFact<WriteDenial | null | undefined>(undefined);
  let unansweredTimer: ReturnType<typeof setTimeout> | undefined;
  const askForLife = () => {
    unansweredTimer = setTimeout(askForLife, UNANSWERED_MS);
    driver?.probe();
  };
  let copy: LocalStore | null = null;
  // Words of an earlier visit that are not read yet: until they are handed over nothing is confirmed.
  let isCopyAwaited = marks.foundUnsent;
  let keeping: Keeping | null = null;
  const dispatch = (event: SaveEvent) => {
    facts = reduceSaveFacts(facts, event);
    marks.set(unacknowledged(facts));
    if (event.type === 'acknowledged' && unacknowledged(facts) === 0) {
      marks.settleFound();
      copy?.settle();
    }
    saveState.set(readSaveState(facts));
    keeping?.check();
    if (unacknowledged(facts) === 0 || !facts.isConnected) {
      clearTimeout(unansweredTimer);
      unansweredTimer = undefined;
    } else {
      unansweredTimer ??= setTimeout(askForLife, UNANSWERED_MS);
    }
  };

  // Before the provider's own listener, so that the mark stands before the change leaves.
  doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
    if (!change.local) return;
    dispatch({ type: 'written' });
    wire.askForAcknowledgement();
    wire.ownFirst();
  });
  const provider = new WebsocketProvider(`${options.serverUrl}/api/sync`, documentId, doc, {
    connect: false,
    disableBc: true,
    resyncInterval: 15_000,
    params: { schema: String(SCHEMA_VERSION) },
    shouldReconnect: () => false,
    ...(options.WebSocket ? { WebSocketPolyfill: options.WebSocket } : {}),
  });
  const beforeRemote = new Set<() => void>();
  const asideListeners = new Set<(aside: Aside | null) => void>();
  const tellAside = (aside: Aside | null) => {
    for (const listener of [...asideListeners]) listener(aside);
  };
  const wire = layWire(provider, () => (isCopyAwaited ? 0 : facts.written), {
    updating() {
      for (const listener of [...beforeRemote]) listener();
    },
    handshakeAnswered(lacksMine) {
      // Confirmed once and gone since: an older backup stands in the server's place.
      if (lacksMine && unacknowledged(facts) === 0) dispatch({ type: 'written' });
      dispatch({ type: 'connected' });
      tellAside(null);
    },
    acknowledged: (counter) => dispatch({ type: 'acknowledged', counter }),
    refused: (code) => dispatch({ type: 'refused', code }),
    rights(next) {
      denial.set(next);
      dispatch({ type: 'rights', denial: next });
    },
    aside: tellAside,
    storage: (isHeld) => dispatch({ type: 'storage', isHeld }),
  });
  provider.on('sync', (isSynced) => {
    if (isSynced) readiness.set('synced');
  });

  const connection = createFact<Connection>({ type: 'connecting' }, isSameJson);
  let driver: ConnectionDriver | null = null;
  const connect = () => {
    if (driver !== null || !isOpen) return;
    driver = driveConnection({
      provider,
      onDisconnected() {
        wire.disconnected();
        dispatch({ type: 'disconnected' });
      },
      onClosed: (event) => dispatch({ type: 'closed', event }),
      ...(options.isStillMe ? { mayConnect: options.isStillMe } : {}),
      ...(options.random ? { random: options.random } : {}),
    });
    const follow = () => driver && connection.set(driver.connection.get());
    driver.connection.subscribe(follow);
    follow();
  };

  const projection = openLiveProjection(kind, doc);
  const knownBefore = readCopyMark(options.marks, personId, documentId)?.known ?? null;
  let known = knownBefore;
  const markAsKept = () => {
    if (!facts.isKept) return;
    const { title } = projection.fact.get().projection;
    markCopy(options.marks, personId, {
      documentId,
      kind,
      title,
      ...(known === null ? {} : { known }),
    });
  };
  const stopMarking = projection.fact.subscribe(markAsKept);

  // The copy first: a handshake without its words would be acknowledged without them.
  const localStore = openLocalStore(localStoreName(personId, documentId), doc, (reason) => {
    console.error(`The copy of ${documentId} in this browser is not kept any longer: ${reason}.`);
    dispatch({ type: 'kept', isKept: false });
  });
  const loading = localStore.then(async (store) => {
    if (store === null || !isOpen) return;
    const hasWords = await store.loaded;
    if (!isOpen) return;
    copy = store;
    keeping = followKeeping({ store, facts: () => facts, dispatch });
    dispatch({ type: 'kept', isKept: true });
    markAsKept();
    if (hasWords && readiness.get() === 'opening') readiness.set('local-copy');
    const hadUnsent = await store.hadUnsent;
    if (!isOpen) return;
    // A browser that was killed may have lost its own mark, which the copy has.
    if (hadUnsent && !marks.foundUnsent) dispatch({ type: 'written' });
  });
  const impatience = setTimeout(connect, LOCAL_COPY_WAIT_MS);
  void loading.finally(() => {
    clearTimeout(impatience);
    isCopyAwaited = false;
    connect();
    // It may have come late: its words left with the provider after the first request.
    wire.askForAcknowledgement();
  });

  const presence = openPresence(provider, personId);
  const undo = openFormUndo(doc);
  return {
    documentId,
    personId,
    kind,
    doc,
    provider,
    readiness,
    saveState,
    denial,
    connection,
    projection: projection.fact,
    presence,
    undo,
    known: knownBefore,
    remember(next) {
      known = next;
      markAsKept();
    },
    projectNow() {
      wire.settle();
      return projection.now();
    },
    onAside(listener) {
      asideListeners.add(listener);
      return () => asideListeners.delete(listener);
    },
    onBeforeRemote(listener) {
      beforeRemote.add(listener);
      return () => beforeRemote.delete(listener);
    },
    reconnect: () => driver?.reconnect(),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      // The copy of this browser gets what arrived last, too.
      wire.settle();
      clearTimeout(impatience);
      clearTimeout(unansweredTimer);
      keeping?.close();
      driver?.close();
      stopMarking();
      projection.close();
      presence.close();
      undo.close();
      provider.destroy();
      const store: LocalStore | null = await localStore;
      await store?.close();
      doc.destroy();
    },
  };
}
