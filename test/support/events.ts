// A reader of server-sent events, as a browser reads them, whose whole story a test can look at.
import { fetchAsBrowser } from './fetch.ts';

/** What was read so far. */
interface FollowedEvents<T> extends Disposable {
  /** The decoded events of the default type, in order. */
  readonly events: readonly T[];
  /** The id of the last event that had one. */
  readonly lastId: string | null;
  /** Everything that came over the line. */
  raw(): string;
  /** Resolves when the server ends the line. */
  readonly ended: Promise<void>;
}

/** What a test may want otherwise. */
interface FollowOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Follows a feed; throws when it is not answered with a stream. */
export async function followEvents<T>(
  url: string,
  { headers = {} }: FollowOptions = {},
): Promise<FollowedEvents<T>> {
  const abort = new AbortController();
  const answer = await fetchAsBrowser(url, { headers, signal: abort.signal });
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || answer.body === null || !type.startsWith('text/event-stream')) {
    throw new Error(`No stream at ${url}: ${answer.status} ${await answer.text()}`);
  }
  const body = answer.body;
  const events: T[] = [];
  let lastId: string | null = null;
  let raw = '';
  let rest = '';

  function take(block: string): void {
    const lines = block.split('\n');
    const read = (field: string) =>
      lines
        .filter((line) => line.startsWith(`${field}: `))
        .map((line) => line.slice(field.length + 2));
    const id = read('id')[0];
    if (id !== undefined) lastId = id;
    if (read('event').length === 0) events.push(JSON.parse(read('data').join('\n')) as T);
  }

  async function readAll(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const text = decoder.decode(chunk, { stream: true });
        raw += text;
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) take(block);
      }
    } catch (error) {
      // A server that stops cuts the line; so does the test when it is done.
      if (!abort.signal.aborted && !(error instanceof TypeError)) throw error;
    }
  }

  const ended = readAll();
  return {
    events,
    get lastId() {
      return lastId;
    },
    raw: () => raw,
    ended,
    [Symbol.dispose]: () => abort.abort(),
  };
}
