// Somebody who writes and deletes in a field of their own, each step once the one before is acknowledged:
// whatever the disk holds afterwards is at least as far as they were told.
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '../../shared/protocol.ts';
import { openRawSocket, type RawSocket } from '../support/raw-socket.ts';

/** Where the careful one writes, and nobody else does. */
const FIELD = 'sourceCode';

/** A careful writer. */
export interface CarefulWriter {
  /** Sits down and goes on where it was, until the line is cut. */
  begin(url: string, headers: Readonly<Record<string, string>>): Promise<void>;
  /** Steps acknowledged so far. */
  readonly acknowledged: number;
  /** Throws unless a document from the disk is at one of the steps since the last acknowledged one. */
  expectKept(stored: Y.Doc): void;
  /** Gets up; nothing is sent any more. */
  end(): void;
}

/** Creates the writer; it sits nowhere yet. */
export function createCarefulWriter(): CarefulWriter {
  const doc = new Y.Doc();
  const text = doc.getText(FIELD);
  /** The text after each step, the empty one first. */
  const steps: string[] = [''];
  let acknowledged = 0;
  let socket: RawSocket | null = null;

  const goOn = (at: RawSocket): void => {
    const step = steps.length;
    // Deletions move no clock, so that only the text tells whether they were kept.
    if (step % 2 === 1) text.insert(text.length, `step ${step}, `);
    else text.delete(0, Math.ceil(text.length / 2));
    steps.push(text.toString());
    at.askAcknowledge(step);
  };

  return {
    async begin(url, headers) {
      const opened = await openRawSocket(url, headers);
      socket = opened;
      const send = (update: Uint8Array) => opened.sendUpdate(update);
      doc.on('update', send);
      opened.ws.on('close', () => doc.off('update', send));
      const take = ({ type, step, payload }: (typeof opened.heard)[number]): void => {
        if (type === MESSAGE.sync && step === SYNC.step1) {
          opened.sendStep2(Y.encodeStateAsUpdate(doc, payload));
          opened.askAcknowledge(steps.length - 1);
        } else if (type === MESSAGE.acknowledge) {
          const heard = opened.acknowledgements().at(-1) as number;
          acknowledged = Math.max(acknowledged, heard);
          if (heard === steps.length - 1) goOn(opened);
        }
      };
      for (const message of opened.heard) take(message);
      opened.ws.on('message', () => take(opened.heard.at(-1) as (typeof opened.heard)[number]));
    },
    get acknowledged() {
      return acknowledged;
    },
    expectKept(stored) {
      const kept = stored.getText(FIELD).toString();
      if (!steps.slice(acknowledged).includes(kept)) {
        throw new Error(`step ${acknowledged} was acknowledged, and the disk holds ${kept}`);
      }
    },
    end() {
      socket?.[Symbol.dispose]();
      socket = null;
    },
  };
}
