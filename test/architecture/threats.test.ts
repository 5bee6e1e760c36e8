// docs/threats.md is worth what its tests are: each it names has to exist, word for word.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function testSources(): string {
  return ['server', 'shared', 'client', 'test']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes('node_modules'))
        .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
    )
    .join('\n');
}

it('every test that docs/threats.md names exists', () => {
  const page = readFileSync(join(ROOT, 'docs/threats.md'), 'utf8');
  const named = [...page.matchAll(/`(\[[A-Z]{2}\d+\] [^`]+)`/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(30);
  const sources = testSources().replaceAll("\\'", "'");
  expect(named.filter((name) => !sources.includes(name))).toEqual([]);
});
