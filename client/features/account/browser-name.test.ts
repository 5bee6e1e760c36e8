// What browsers send as their name, and what people call them.
import { expect, test } from 'vitest';
import { browserName } from './browser-name.ts';

test('a browser is named as people name it, not as what it wants to be taken for', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
  expect(browserName(chrome)).toBe('Chrome · Windows');
  expect(browserName(`${chrome} Edg/142.0.0.0`)).toBe('Edge · Windows');
  expect(
    browserName(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari · iPhone');
});

test('a header that says nothing gives no name', () => {
  expect(browserName('curl/8.0')).toBeNull();
});
