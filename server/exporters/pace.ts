// Long work in the process that also serves documents: done in turns of a few milliseconds, so that
// nobody who types waits for an export. Knows no format.

/** How long one turn works, ms; a key stroke waits no longer than this and the piece it ends with. */
const TURN_MS = 6;

/** A chunk of a stream, characters: small enough to compress in a turn, large enough to send. */
const CHUNK_CHARACTERS = 32 * 1024;

/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<unknown, T>;

/** Works that wait for their turn. One list for the process, because they share its event loop. */
const waiting: (() => void)[] = [];

let isCalling = false;

/** One work has its turn in each round of the event loop, however many there are at once. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (isCalling) return;
    isCalling = true;
    setImmediate(callNext);
  });
}

function callNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(callNext);
  else isCalling = false;
}

/** Does the steps to their end, a turn at a time. */
export async function paced<T>(steps: Steps<T>): Promise<T> {
  await turn();
  let begin = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - begin < TURN_MS) continue;
    await turn();
    begin = performance.now();
  }
}

/** Does the steps to their end at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Texts as a stream, each made when the reader has room for it. */
export function pacedStream(texts: Iterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return pacedBytes(inChunks(texts));
}

/** Bytes as a stream, made when the reader has room for them; `null` is a step without any. */
export function pacedBytes(
  pieces: Iterable<Uint8Array<ArrayBuffer> | null>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = pieces[Symbol.iterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      // A reader who is always ready would otherwise never let the event loop go on.
      await turn();
      let begin = performance.now();
      for (;;) {
        const next = left.next();
        if (next.done === true) return controller.close();
        if (next.value !== null) return controller.enqueue(next.value);
        if (performance.now() - begin < TURN_MS) continue;
        await turn();
        begin = performance.now();
      }
    },
    cancel() {
      left.return?.();
    },
  });
}

function* inChunks(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer> | null> {
  const encoder = new TextEncoder();
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < CHUNK_CHARACTERS) {
      yield null;
      continue;
    }
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}
