// How items are spread over pages.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPages } from './pages.ts';

test('every item is on exactly one page, in order, and no page is too full', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { maxLength: 300 }),
      fc.integer({ min: 1, max: 40 }),
      (items, size) => {
        const pages = cutPages(items, size);
        expect(pages.flatMap((page) => page.items)).toEqual(items);
        for (const page of pages) {
          expect(page.items.length).toBeLessThanOrEqual(size);
          expect(page.items.length).toBeGreaterThan(0);
          expect(page.count).toBe(pages.length);
        }
      },
    ),
  );
});

test('pages are as even as they can be', () => {
  expect(cutPages([...'abcdefghijklm'], 10).map(({ items }) => items.length)).toEqual([7, 6]);
});

test('a screen too small for one item still shows them one by one', () => {
  expect(cutPages(['a', 'b'], 0)).toHaveLength(2);
});
