// A screen names its classes as words that nobody checks: each has to be in the style sheet it is
// taken from, and each class of a sheet has to be worn by somebody. So do colours and measures.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const CLIENT = join(import.meta.dirname, '../../client');

/** The files below `client/` with this ending, by their path. */
function readClient(ending: RegExp): Map<string, string> {
  const names = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) =>
    ending.test(name),
  );
  return new Map(names.map((name) => [name, readFileSync(join(CLIENT, name), 'utf8')]));
}

const sheets = readClient(/\.module\.css$/);
const sources = readClient(/(?<!\.test)\.tsx?$/);

/** The classes that a sheet has a rule for. */
function definedIn(css: string): Set<string> {
  const rules = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/:global\([^)]*\)/g, '');
  return new Set([...rules.matchAll(/\.([a-zA-Z][\w-]*)(?=[^{}]*\{)/g)].map(([, name]) => name!));
}

interface Asked {
  readonly names: ReadonlySet<string>;
  readonly looksUp: boolean;
}

/** What code takes from a sheet: names it writes out, and whether it looks some up by a value. */
function askedOf(sheet: string): Asked {
  const names = new Set<string>();
  let looksUp = false;
  for (const [file, text] of sources) {
    for (const [, variable, path] of text.matchAll(/import (\w+) from '([^']+\.module\.css)';/g)) {
      if (normalize(join(dirname(file), path!)) !== sheet) continue;
      const body = text.replaceAll(/^import .*;$/gm, '');
      for (const [, name] of body.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) {
        names.add(name!);
      }
      if (new RegExp(`\\b${variable}\\[`).test(body)) looksUp = true;
    }
  }
  return { names, looksUp };
}

const asked = [...sheets].map(([sheet, css]) => ({
  sheet,
  defined: definedIn(css),
  ...askedOf(sheet),
}));

it('the search finds sheets and classes', () => {
  expect(sheets.size).toBeGreaterThan(50);
  expect(asked.flatMap(({ names }) => [...names]).length).toBeGreaterThan(500);
});

it('every class that a screen wears is in its style sheet', () => {
  const missing = asked.flatMap(({ sheet, defined, names }) =>
    [...names].filter((name) => !defined.has(name)).map((name) => `${sheet}: .${name}`),
  );
  expect(missing).toEqual([]);
});

it('every class of a style sheet is worn by a screen', () => {
  const unworn = asked.flatMap(({ sheet, defined, names, looksUp }) =>
    [...defined].filter((name) => !looksUp && !names.has(name)).map((name) => `${sheet}: .${name}`),
  );
  expect(unworn).toEqual([]);
});

it('every custom property that a style sheet reads is set somewhere', () => {
  const styles = [...readClient(/\.css$/)];
  const code = [...sources.values()].join('\n');
  const all = styles.map(([, css]) => css).join('\n');
  const known = new Set([...all.matchAll(/(--[a-z][\w-]*)\s*:/g)].map(([, name]) => name!));
  const read = styles.flatMap(([sheet, css]) =>
    [...css.matchAll(/var\(\s*(--[a-z][\w-]*)/g)].map(([, name]) => ({ sheet, name: name! })),
  );
  expect(read.length).toBeGreaterThan(500);
  const unset = read.filter(
    ({ name }) => !known.has(name) && !name.startsWith('--mantine-') && !code.includes(name),
  );
  expect(unset.map(({ sheet, name }) => `${sheet}: ${name}`)).toEqual([]);
});
