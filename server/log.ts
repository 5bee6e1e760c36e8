// Structured log lines on standard output, one JSON object each. Never given text of a document.

/** One thing that happened. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly [key: string]: unknown;
}

/** Takes log entries. */
export type Log = (entry: LogEntry) => void;

/** Writes entries of at least `level` as JSON lines. */
export function createLog(
  level: LogEntry['level'] = 'info',
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const ranks = { info: 0, warn: 1, error: 2 };
  return (entry) => {
    if (ranks[entry.level] < ranks[level]) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
  };
}
