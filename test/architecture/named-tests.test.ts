// docs/threats.md and docs/spec.md are worth what their tests are: each test that is named has to exist,
// word for word, and each rule has to have one.
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

it('every rule of docs/spec.md has a test, and every rule that a test names is there', () => {
  const page = readFileSync(join(ROOT, 'docs/spec.md'), 'utf8');
  const rules = new Set([...page.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map(([, rule]) => rule!));
  expect(rules.size).toBeGreaterThan(100);
  // In the name of a test, or in a table whose rows are put into names.
  const named = [...testSources().matchAll(/\[([A-Z]{2}\d+)\]|: '([A-Z]{2}\d+)',/g)].map(
    ([, bracketed, listed]) => (bracketed ?? listed)!,
  );
  expect([...rules].filter((rule) => !named.includes(rule))).toEqual([]);
  expect([...new Set(named)].filter((rule) => !rules.has(rule))).toEqual([]);
});
