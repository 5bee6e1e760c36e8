// Structured log lines on standard output, one JSON object each. Never given text of a document: an
// error goes in as it was thrown and comes out without the words it may quote.

/** How much a line matters; `debug` has one per request. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One thing that happened. Hand over errors whole, not as text. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly event: string;
  readonly [key: string]: unknown;
}

/** Takes log entries. */
export type Log = (entry: LogEntry) => void;

/** Causes and parts of an error that are followed before giving up. */
const MAX_DEPTH = 4;

/** Writes entries of at least `level` as JSON lines. */
export function createLog(
  level: LogLevel = 'info',
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const ranks = { debug: 0, info: 1, warn: 2, error: 3 };
  return (entry) => {
    if (ranks[entry.level] < ranks[level]) return;
    const told = Object.entries(entry).map(([key, value]) => [
      key,
      value instanceof Error ? describeError(value) : value,
    ]);
    write(`${JSON.stringify({ at: new Date().toISOString(), ...Object.fromEntries(told) })}\n`);
  };
}

/**
 * What of an error may be logged: its kind, its code and where it came from. The message only where
 * it is SQLite's or carries a code of ours; those of the language quote the values they stumble over
 * ("Unexpected token … is not valid JSON").
 */
export function describeError(error: Error, depth = 0): Readonly<Record<string, unknown>> {
  const { code } = error as { code?: unknown };
  const isQuoteless = typeof code === 'string' && !code.startsWith('ERR_');
  const parts = error instanceof AggregateError ? error.errors : [];
  const inner = (value: unknown) =>
    value instanceof Error && depth < MAX_DEPTH ? describeError(value, depth + 1) : undefined;
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(isQuoteless ? { message: error.message } : {}),
    frames: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: inner(error.cause) }),
    ...(parts.length === 0 ? {} : { errors: parts.slice(0, MAX_DEPTH).map(inner) }),
  };
}

/** The stack without its message, which may hold lines that look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message === '' ? 0 : stack.indexOf(message);
  const below = at < 0 ? '' : stack.slice(at + message.length);
  return below
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line));
}
