// The pages of docs/ and the README send people to files and commands: each has to be there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));

/** What stands between the first brackets of each match, with the page it is on. */
function named(pattern: RegExp): { page: string; name: string }[] {
  return pages.flatMap(({ name: page, text }) =>
    [...text.matchAll(pattern)].map(([, name = '']) => ({ page, name })),
  );
}

/** Whether a path stands for a file or folder: from the root, from docs/, or beside its page. */
function isThere(page: string, path: string): boolean {
  return ['', 'docs', dirname(page)].some((folder) =>
    existsSync(normalize(join(ROOT, folder, path))),
  );
}

const said = ({ page, name }: { page: string; name: string }) => `${page}: ${name}`;

it('every file that a page names or links is there', () => {
  const links = named(/\]\((?!https?:|mailto:)([^)#\s]+)/g);
  const paths = named(/`((?:client|server|shared|test|docs|deploy)\/[\w@./-]*\w)`/g);
  expect(links.length + paths.length).toBeGreaterThan(100);
  expect([...links, ...paths].filter(({ page, name }) => !isThere(page, name)).map(said)).toEqual(
    [],
  );
});

it('every decision that a page names by its number was written down', () => {
  const decisions = readdirSync(join(ROOT, 'docs/decisions'));
  const numbers = named(/\bdecisions\/(\d{4})/g);
  expect(numbers.length).toBeGreaterThan(5);
  const missing = numbers.filter(({ name }) => !decisions.some((file) => file.startsWith(name)));
  expect(missing.map(said)).toEqual([]);
});

it('every command that a page names is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = named(/npm run ([\w:-]+)/g);
  expect(commands.length).toBeGreaterThan(20);
  expect(commands.filter(({ name }) => !(name in scripts)).map(said)).toEqual([]);
});
