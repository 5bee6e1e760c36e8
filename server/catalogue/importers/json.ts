// JSON read with care: where it breaks is said by line and column, and nothing is taken for granted
// about what is in it.
import { ImportError } from './import-error.ts';

/** The value of a JSON text. Throws `ImportError`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const before = text.slice(0, findFault(text)).split('\n');
    throw new ImportError('bad-json', 'This is no JSON.', {
      row: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    });
  }
}

const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/iuy;

const BLANK = /[ \t\n\r]*/y;

type Expected = 'value' | 'value-or-]' | 'name' | 'name-or-}' | ':' | ', or end' | 'nothing';

/** Where a JSON text breaks: the engine says it only for some faults. */
function findFault(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    const next: Expected | null = token === undefined ? null : follow(token, expected, open);
    if (token === undefined || next === null) return at;
    expected = next;
    at += token.length;
  }
}

/** What may come after a token; `null` when it may not stand there. Opens and closes on `open`. */
function follow(token: string, expected: Expected, open: ('{' | '[')[]): Expected | null {
  const afterValue = () => (open.length === 0 ? 'nothing' : ', or end');
  const takesValue = expected === 'value' || expected === 'value-or-]';
  const takesName = expected === 'name' || expected === 'name-or-}';
  switch (token) {
    case '{':
    case '[':
      if (!takesValue) return null;
      open.push(token);
      return token === '{' ? 'name-or-}' : 'value-or-]';
    case '}':
      if (open.at(-1) !== '{' || !(expected === ', or end' || expected === 'name-or-}'))
        return null;
      open.pop();
      return afterValue();
    case ']':
      if (open.at(-1) !== '[' || !(expected === ', or end' || expected === 'value-or-]'))
        return null;
      open.pop();
      return afterValue();
    case ',':
      if (expected !== ', or end') return null;
      return open.at(-1) === '{' ? 'name' : 'value';
    case ':':
      return expected === ':' ? 'value' : null;
    default:
      if (takesName) return token.startsWith('"') ? ':' : null;
      return takesValue ? afterValue() : null;
  }
}

/** Whether a value is an object with names. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, or none; a single value is a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** A text or number as text; anything else as nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? String(value) : '';
}

/** The texts of a list, without empty ones. */
export function textsOf(value: unknown): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== '');
}
