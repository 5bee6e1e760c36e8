// What the log says of an error, and what it keeps to itself.
import { describe, expect, it } from 'vitest';
import { createLog, type LogEntry } from './log.ts';

const SECRET = 'the minister resigns tomorrow';

function logged(entry: LogEntry): string {
  const lines: string[] = [];
  createLog('debug', (line) => lines.push(line))(entry);
  return lines.join('');
}

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}

describe('the log', () => {
  it('[OP3] tells kind and place of an error and none of the words it quotes', () => {
    const errors = [
      thrownBy(() => JSON.parse(SECRET)),
      // No object, which is what `in` throws about.
      thrownBy(() => ('x' as string) in (SECRET as unknown as object)),
      thrownBy(() => new Intl.DateTimeFormat('en', { timeZone: SECRET })),
      thrownBy(() => BigInt(SECRET)),
      new Error(`${SECRET}\n    at ${SECRET} (file.ts:1:1)`),
      new Error('outer', { cause: new Error(SECRET) }),
      new AggregateError([new Error(SECRET)], SECRET),
    ];
    for (const error of errors) {
      const line = logged({ level: 'error', event: 'request-failed', error });
      expect(line).not.toContain(SECRET);
      expect(JSON.parse(line)).toMatchObject({ error: { name: error.name } });
      expect(JSON.parse(line).error.frames.join('\n')).toContain('log.test.ts');
    }
  });

  it('keeps the message of errors with a code of ours or of SQLite', () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    expect(logged({ level: 'error', event: 'x', error: full })).toContain('disk is full');
    const url = thrownBy(() => new URL(SECRET));
    expect(logged({ level: 'error', event: 'x', error: url })).not.toContain(SECRET);
  });

  it('leaves out what matters less than asked for', () => {
    const lines: string[] = [];
    const log = createLog('warn', (line) => lines.push(line));
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log({ level, event: level });
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['warn', 'error']);
  });
});
