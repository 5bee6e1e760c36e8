// Holds that a server on one machine loads nothing of relays or Redis.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SERVER = join(import.meta.dirname, '../../server');

it('[RE7] only relays know Redis, and only what needs relays loads them', () => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(SERVER, name), 'utf8') }));
  const knowing = (pattern: RegExp) =>
    files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
  expect(knowing(/['"]@redis\/client['"]/)).toEqual(['relay/redis-streams.ts']);
  const outside = knowing(/from '\.[^']*\/relay\/[^']+'/).filter(
    (name) => !name.startsWith('relay/'),
  );
  expect(outside).toEqual([]);
  expect(knowing(/import\('\.[^']*\/relay\/[^']+'\)/)).toEqual(
    expect.arrayContaining(['server.ts', 'operations/commands/relay.ts']),
  );
});
