// The public pages and the screens are of one colour: the server cannot import the client's tokens, so
// both are compared here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** The custom properties of each rule that sets any, by selector. */
function coloursOf(file: string): Map<string, Map<string, string>> {
  const css = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => {
    const colours = [...body.matchAll(/(--[a-z-]+):\s*(#[0-9a-f]{6});/g)];
    return [
      selector.trim(),
      new Map(colours.map(([, name = '', value = '']) => [name, value])),
    ] as const;
  });
  return new Map(rules.filter(([, colours]) => colours.size > 5));
}

it('pages and screens have the same colours, light and dark', () => {
  const screens = coloursOf('client/app/tokens.css');
  const pages = coloursOf('server/pages/files/base.css');
  const pairs = [
    [':root', ':root'],
    [':root[data-scheme="dark"]', ':root[data-mantine-color-scheme="dark"]'],
    [':root:not([data-scheme="light"])', ':root[data-mantine-color-scheme="dark"]'],
  ] as const;
  for (const [page, screen] of pairs) {
    const colours = pages.get(page);
    expect(colours?.size, page).toBeGreaterThan(10);
    for (const [name, value] of colours ?? []) {
      expect(value, `${page} ${name}`).toBe(screens.get(screen)?.get(name));
    }
  }
});
