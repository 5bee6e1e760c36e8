// One process's way through Redis: reads the stream that is its inbox and writes to those of others.
// The only file that knows Redis. It ends at the first failure; whoever opened it opens another.
import { createClient, ErrorReply, RESP_TYPES } from '@redis/client';

/** A stream never grows beyond this; who reads so late has lost the link long before. */
const MAX_ENTRIES = 20_000;

/** Entries taken in one read. */
const READ_COUNT = 64;

/** How long a read waits for an entry, ms. */
const READ_WAIT_MS = 1_000;

/** How long any answer of Redis may take before it is given up, ms. */
const ANSWER_MS = 5_000;

const CONNECT_MS = 3_000;

/** No timer of the client's for each command: the watchdog here looks after all of them. */
const COMMAND_OPTIONS = { timeout: 0 };

/** How often what has been read is removed, ms. */
const TRIM_EVERY_MS = 500;

const FIELD = 'e';

/** The way through Redis has ended; the message may be logged, for it holds nothing that was said there. */
export class RedisError extends Error {
  readonly code = 'redis';
}

/** Streams in Redis, as one process uses them. */
export interface Streams {
  /** Resolves once both connections stand; rejects when they do not. */
  readonly connected: Promise<void>;
  /** Appends an entry to a stream, after what was posted before. */
  post(stream: string, entry: Uint8Array): void;
  /** Runs one command beside the stream of entries. */
  command(args: readonly string[]): Promise<unknown>;
  /** Begins to read, from the oldest entry on. */
  read(): void;
  /** Lets what was posted reach Redis, removes the inbox if asked to, and hangs up. */
  close(options?: { isInboxRemoved?: boolean }): Promise<void>;
}

/** Opens the way to a Redis; `failed` is called at most once, never from within a call. */
export function openStreams(options: {
  readonly url: string;
  readonly inbox: string;
  /**
   * After a read of so many bytes this long goes by before the next, ms, so that it finds what several
   * have written.
   */
  gatherMs?(readBytes: number): number;
  receive(entry: Uint8Array): void;
  failed(error: unknown): void;
}): Streams {
  const { url, inbox, gatherMs } = options;
  const writer = openClient(url);
  const reader = openClient(url);
  let isOver = false;
  let isConnected = false;
  /** Why it ended, when it failed. */
  let cause: Error | null = null;
  const waiting: { stream: string; entry: Uint8Array }[] = [];
  /** Answers that are due, with the time they were asked for. */
  const due = new Set<{ readonly at: number }>();
  let trimTimer: NodeJS.Timeout | null = null;
  let gatherTimer: NodeJS.Timeout | null = null;
  let readUpTo: string | null = null;

  const watchdog = setInterval(() => {
    const [oldest] = due;
    if (oldest !== undefined && performance.now() - oldest.at > ANSWER_MS) {
      fail(new RedisError('Redis does not answer.'));
    }
  }, READ_WAIT_MS);

  function hangUp(): void {
    isOver = true;
    clearInterval(watchdog);
    if (trimTimer !== null) clearTimeout(trimTimer);
    if (gatherTimer !== null) clearTimeout(gatherTimer);
    for (const client of [writer, reader]) if (client.isOpen) client.destroy();
  }

  function fail(error: unknown): void {
    if (isOver) return;
    const reason = readable(error);
    cause = reason;
    hangUp();
    setImmediate(() => options.failed(reason));
  }

  writer.on('error', fail);
  reader.on('error', fail);

  /** Waits for an answer, which must not take for ever. */
  async function answered<T>(answer: Promise<T>): Promise<T> {
    const entry = { at: performance.now() };
    due.add(entry);
    try {
      return await answer;
    } catch (error) {
      // What was on its way when the line failed says only that it was cut off.
      throw cause ?? error;
    } finally {
      due.delete(entry);
    }
  }

  function append(stream: string, entry: Uint8Array): void {
    const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
    answered(
      writer.sendCommand(['XADD', stream, 'MAXLEN', '~', `${MAX_ENTRIES}`, '*', FIELD, bytes]),
    ).catch(fail);
  }

  async function readOn(): Promise<void> {
    let last = '0-0';
    while (!isOver) {
      const found = await answered(readAfter(last));
      let readBytes = 0;
      for (const { id, entry } of found) {
        if (isOver) return;
        last = id;
        readBytes += entry.length;
        options.receive(entry);
      }
      if (found.length === 0) continue;
      trimLater(last);
      // A full read leaves more behind, which has waited long enough.
      if (gatherMs && found.length < READ_COUNT) await gather(gatherMs(readBytes));
    }
  }

  /** Rests; after hanging up for ever. */
  function gather(ms: number): Promise<void> {
    return new Promise((resolve) => {
      gatherTimer = setTimeout(resolve, ms);
    });
  }

  async function readAfter(last: string): Promise<{ id: string; entry: Uint8Array }[]> {
    const reply = await reader.sendCommand<[Buffer, [Buffer, Buffer[]][]][] | null>(
      ['XREAD', 'COUNT', `${READ_COUNT}`, 'BLOCK', `${READ_WAIT_MS}`, 'STREAMS', inbox, last],
      { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    );
    const entries = reply?.[0]?.[1] ?? [];
    return entries.map(([id, fields]) => ({ id: id.toString(), entry: fields[1] as Buffer }));
  }

  function trimLater(last: string): void {
    readUpTo = last;
    trimTimer ??= setTimeout(() => {
      trimTimer = null;
      const [ms, seq] = readUpTo!.split('-');
      answered(writer.sendCommand(['XTRIM', inbox, 'MINID', `${ms}-${Number(seq) + 1}`])).catch(
        fail,
      );
    }, TRIM_EVERY_MS);
  }

  const connected = Promise.all([writer.connect(), reader.connect()]).then(() => {
    if (isOver) throw new RedisError('Closed before it was open.');
    isConnected = true;
    for (const { stream, entry } of waiting.splice(0)) append(stream, entry);
  });
  connected.catch(fail);

  return {
    connected,
    post(stream, entry) {
      if (isOver) return;
      if (isConnected) append(stream, entry);
      else waiting.push({ stream, entry });
    },
    command: (args) => answered(writer.sendCommand([...args])),
    read() {
      readOn().catch(fail);
    },
    async close({ isInboxRemoved = false } = {}) {
      if (isOver) return;
      try {
        // Commands are answered in order: this one after everything that was posted.
        if (isConnected)
          await answered(writer.sendCommand(isInboxRemoved ? ['UNLINK', inbox] : ['PING']));
      } catch (error) {
        fail(error);
      }
      hangUp();
    },
  };
}

function openClient(url: string) {
  return createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    commandOptions: COMMAND_OPTIONS,
    socket: { reconnectStrategy: false, connectTimeout: CONNECT_MS, noDelay: true },
  });
}

/**
 * An error that tells the log what it was: of an answer of Redis only the first word, since the rest
 * may quote a command, and of the client's errors their kind. The system's and those of TLS have codes.
 */
function readable(error: unknown): Error {
  if (error instanceof RedisError) return error;
  if (error instanceof ErrorReply) {
    return new RedisError(`Redis answered ${/^[A-Z]+/.exec(error.message)?.[0] ?? 'an error'}.`);
  }
  if (!(error instanceof Error)) return new RedisError('Redis failed for a reason unknown.');
  if ('code' in error && typeof error.code === 'string') return error;
  return new RedisError(`The client of Redis ended with ${error.constructor.name}.`);
}
