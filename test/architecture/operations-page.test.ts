// docs/operations.md is what an operator has: every setting and every command stands in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

it('every setting is in docs/operations.md', () => {
  const settings = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, name]) => name!,
  );
  expect(settings.length).toBeGreaterThanOrEqual(10);
  const page = read('docs/operations.md');
  expect(settings.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('every setting reaches the container, but those it has of its own or tunes by itself', () => {
  const own = ['HOST', 'PORT', 'DATABASE_PATH', 'CLIENT_DIRECTORY'];
  const tuned = ['TOOLBOX_TIMEOUT_MS', 'TOOLBOX_RETRY_MS', 'ROOM_GRACE_MS'];
  const settings = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, name]) => name!,
  );
  const compose = read('compose.yaml');
  const missing = settings.filter((name) => !compose.includes(`${name}: \${${name}:-`));
  expect(missing.toSorted()).toEqual([...own, ...tuned].toSorted());
});

it('every command is in docs/operations.md', () => {
  const list = /const COMMANDS[^[]*\[\] = \[([^\]]+)\]/.exec(read('server/cli.ts'))?.[1] ?? '';
  const names = ['sample', 'facilitators', 'databases', 'export', 'import', 'people', 'relay']
    .flatMap((file) => [
      ...read(`server/operations/commands/${file}.ts`).matchAll(/^ {2}name: '([a-z -]+)'/gm),
    ])
    .map(([, name]) => name!);
  expect(names).toHaveLength(list.split(',').filter((word) => word.trim() !== '').length);
  const page = read('docs/operations.md');
  expect(names.filter((name) => !page.includes(`sommet -- ${name}`))).toEqual([]);
});
