// One tab in a random world: a stock provider behind a simulated network, and a memory of what it
// was told is saved.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { editAtRandom } from '../support/edits.ts';
import type { Random } from '../support/seed.ts';
import { type Listener, type SimulatedSocket, socketClassFor } from './network.ts';

/** A person's tab. */
export class WorldClient implements Listener {
  readonly personId: string;
  readonly asksWhetherSaved: boolean;
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** Client ids of this tab and of its lives before a reload. */
  readonly ownIds = new Set<number>();
  /** Own client ids to the clocks that were acknowledged. */
  readonly acknowledged = new Map<number, number>();
  edits = 0;
  refusals = 0;
  acknowledgements = 0;
  private readonly accepted: (client: WorldClient, socket: SimulatedSocket) => void;
  private asked: { counter: number; clock: number }[] = [];
  private counter = 0;
  /** Whether this socket has carried a step 2: before that, older words may not have been sent. */
  private hasAnswered = false;

  constructor(options: {
    readonly personId: string;
    /** False for a stock provider, which knows nothing of acknowledgements. */
    readonly asksWhetherSaved: boolean;
    readonly clientId: number;
    accepted(client: WorldClient, socket: SimulatedSocket): void;
  }) {
    this.personId = options.personId;
    this.asksWhetherSaved = options.asksWhetherSaved;
    this.accepted = options.accepted;
    this.doc = this.createDoc(options.clientId);
    this.provider = this.openProvider();
  }

  accept(socket: SimulatedSocket): void {
    this.accepted(this, socket);
  }

  /** Follows a step 1 it has just answered with the question whether all is saved. */
  handled(frame: Uint8Array): void {
    if (frame[0] !== MESSAGE.sync || frame[1] !== SYNC.step1) return;
    this.hasAnswered = true;
    this.askSaved();
  }

  edit(random: Random): void {
    editAtRandom(this.doc, random, 'keyboard');
    this.edits++;
    if (random.chance(0.6)) this.askSaved();
    if (random.chance(0.3)) this.provider.awareness.setLocalStateField('field', 'name');
  }

  askSaved(): void {
    const { ws } = this.provider;
    if (!this.asksWhetherSaved || !this.hasAnswered) return;
    if (ws === null || ws.readyState !== 1) return;
    this.asked.push({ counter: ++this.counter, clock: this.ownClock });
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.acknowledgeRequest);
    encoding.writeVarUint(encoder, this.counter);
    ws.send(encoding.toUint8Array(encoder));
  }

  get ownClock(): number {
    return Y.getState(this.doc.store, this.doc.clientID);
  }

  /** Whether the server has said that everything of this tab is on its disk. */
  get isSaved(): boolean {
    if (!this.asksWhetherSaved) return true;
    return (
      this.asked.length === 0 && (this.acknowledged.get(this.doc.clientID) ?? 0) >= this.ownClock
    );
  }

  /** Reloads the page: the local copy comes back into a new document with a new client id. */
  reload(clientId: number): void {
    const localCopy = Y.encodeStateAsUpdate(this.doc);
    this.leave();
    this.doc = this.createDoc(clientId);
    Y.applyUpdate(this.doc, localCopy, 'local copy');
    this.asked = [];
    this.hasAnswered = false;
    this.provider = this.openProvider();
  }

  leave(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }

  private openProvider(): WebsocketProvider {
    const provider = new WebsocketProvider('ws://world', 'document', this.doc, {
      WebSocketPolyfill: socketClassFor(this),
      disableBc: true,
      connect: false,
    });
    provider.messageHandlers[MESSAGE.acknowledge] = (_encoder, decoder) => {
      const heard = decoding.readVarUint(decoder);
      for (let next = this.asked[0]; next && next.counter <= heard; next = this.asked[0]) {
        this.asked.shift();
        this.acknowledgements++;
        const { clientID } = this.doc;
        const before = this.acknowledged.get(clientID) ?? 0;
        this.acknowledged.set(clientID, Math.max(before, next.clock));
      }
    };
    provider.messageHandlers[MESSAGE.refused] = () => {
      this.refusals++;
    };
    provider.messageHandlers[MESSAGE.auth] = () => undefined;
    provider.messageHandlers[MESSAGE.rights] = () => undefined;
    provider.messageHandlers[MESSAGE.storage] = () => undefined;
    provider.on('connection-close', () => {
      this.hasAnswered = false;
      this.asked = [];
    });
    provider.connect();
    return provider;
  }

  private createDoc(clientId: number): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    this.ownIds.add(clientId);
    return doc;
  }
}
