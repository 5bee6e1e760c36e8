// How large a title may be.
import { expect, test } from 'vitest';
import { titleLength } from './title-length.ts';

test('[WL5] a title is set smaller for its length, and smaller still for one long word', () => {
  expect(titleLength('Decidim', 40)).toBeUndefined();
  expect(titleLength('Open and accountable public procurement', 30)).toBe('long');
  expect(titleLength('Verwaltungsdienstleistungszugänglichkeit', 60)).toBe('word');
  expect(titleLength('https-everywhere-and-then-some', 40)).toBeUndefined();
});
