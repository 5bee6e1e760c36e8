// JSON read with care: where it breaks is said by line and column, and nothing is taken for granted
// about what is in it.
import { ImportError } from './import-error.ts';

/** The value of a JSON text. Throws `ImportError`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, position] = /position (\d+)/.exec(error.message) ?? [];
    const before = position === undefined ? null : text.slice(0, Number(position)).split('\n');
    throw new ImportError('bad-json', 'This is no JSON.', {
      row: before?.length ?? null,
      column: before === null ? null : (before.at(-1)?.length ?? 0) + 1,
    });
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
