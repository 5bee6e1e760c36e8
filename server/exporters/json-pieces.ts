// Long lists as indented JSON, an item at a time; the text is what `JSON.stringify(value, null, 2)`
// would write, and a line break. An item `null` is a step and not written. Pure.

/** A list. */
export function* jsonList(items: Iterable<unknown>): Generator<string> {
  yield* listPieces(items, '');
  yield '\n';
}

/** An object with the list `name` between what is known before it and what is known after. */
export function* jsonObjectWithList(
  before: Readonly<Record<string, unknown>>,
  name: string,
  items: Iterable<unknown>,
  after: () => object = () => ({}),
): Generator<string> {
  yield '{\n';
  for (const [key, value] of Object.entries(before)) yield `${property(key, value)},\n`;
  yield `  ${JSON.stringify(name)}: `;
  yield* listPieces(items, '  ');
  for (const [key, value] of Object.entries(after())) yield `,\n${property(key, value)}`;
  yield '\n}\n';
}

function property(key: string, value: unknown): string {
  return `  ${JSON.stringify(key)}: ${indented(value, '  ')}`;
}

function* listPieces(items: Iterable<unknown>, indent: string): Generator<string> {
  let isFirst = true;
  for (const item of items) {
    if (item === null) {
      yield '';
      continue;
    }
    yield `${isFirst ? '[' : ','}\n${indent}  ${indented(item, `${indent}  `)}`;
    isFirst = false;
  }
  yield isFirst ? '[]' : `\n${indent}]`;
}

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
