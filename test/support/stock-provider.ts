// A person with nothing but y-websocket's own provider: what the relay has to serve unchanged, and the
// innocent bystander of every attack.
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { TestRelay } from './relay.ts';
import { until } from './until.ts';

/** A stock client in a document. */
export interface StockClient extends Disposable {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** The root text `name`. */
  readonly name: Y.Text;
  /** Codes of closes it did not ask for. */
  readonly closeCodes: readonly number[];
}

/** Joins a document and leaves it at the end of the block. */
export function joinStock(
  relay: Pick<TestRelay, 'url'>,
  documentId: string,
  person: string,
  doc = new Y.Doc(),
): StockClient {
  const provider = new WebsocketProvider(relay.url, documentId, doc, {
    // The two classes differ in types of events that the provider never looks at.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { person },
  });
  const closeCodes: number[] = [];
  provider.on('connection-close', (event) => {
    if (event !== null) closeCodes.push(event.code);
  });
  return {
    doc,
    provider,
    name: doc.getText('name'),
    closeCodes,
    [Symbol.dispose]: () => {
      provider.destroy();
      provider.awareness.destroy();
      doc.destroy();
    },
  };
}

/** Two innocent people in one document, and the proof that an attack left them alone. */
interface Bystanders extends Disposable {
  readonly ben: StockClient;
  readonly cleo: StockClient;
  /** One writes, the other sees it, the log holds it, both still see each other, nobody was closed. */
  expectUndisturbed(): Promise<void>;
}

/** Seats two bystanders who have met. */
export async function joinBystanders(relay: TestRelay, documentId: string): Promise<Bystanders> {
  const ben = joinStock(relay, documentId, 'ben');
  const cleo = joinStock(relay, documentId, 'cleo');
  await until(() => ben.provider.synced && cleo.provider.synced);
  const see = (one: StockClient, other: StockClient) =>
    one.provider.awareness.getStates().has(other.doc.clientID);
  let words = 0;
  return {
    ben,
    cleo,
    expectUndisturbed: async () => {
      const word = `word${++words}`;
      const { doc } = ben;
      // In the middle of other people's text, so that every position counts.
      ben.name.insert(0, word);
      await until(() => cleo.name.toString().startsWith(word), 10_000, 'the word of a bystander');
      const logged = new Y.Doc();
      for (const { bytes } of relay.rows(documentId)) Y.applyUpdate(logged, bytes);
      if (!logged.getText('name').toString().startsWith(word)) {
        throw new Error('a bystander saw what is not in the log');
      }
      if (logged.store.pendingStructs !== null || logged.store.pendingDs !== null) {
        throw new Error('the log does not make a whole document');
      }
      await until(() => see(ben, cleo) && see(cleo, ben), 10_000, 'the bystanders see each other');
      const codes = [...ben.closeCodes, ...cleo.closeCodes];
      if (codes.length > 0) throw new Error(`a bystander was closed: ${codes.join(', ')}`);
      if (doc.store.pendingStructs !== null) throw new Error('a bystander waits for structs');
    },
    [Symbol.dispose]: () => {
      ben[Symbol.dispose]();
      cleo[Symbol.dispose]();
    },
  };
}
