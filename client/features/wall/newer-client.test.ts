// How a page is told from its successor.
import { expect, test } from 'vitest';
import { firstModuleOf } from './newer-client.ts';

test('the first module is found whatever stands around it', () => {
  const page = `<!doctype html><script nonce="a">var x = '<b>';</script>
    <script type="module" crossorigin src="/assets/index-1a2b.js" nonce="a"></script>
    <link rel="modulepreload" href="/assets/other-3c.js">`;
  expect(firstModuleOf(page)).toBe('/assets/index-1a2b.js');
  expect(firstModuleOf('<script src="/assets/old.js"></script>')).toBeNull();
  expect(firstModuleOf('')).toBeNull();
});
