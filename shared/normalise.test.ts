// Normal forms: two spellings of one thing are one, and a normal form stays as it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName, normaliseUrl, siteKey, slugify } from './normalise.ts';

const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);
const anything = fc.string({ unit: 'grapheme' });

describe('names', () => {
  it('lose accents, case, punctuation and doubled spaces', () => {
    expect(normaliseName('  L’Été — À Paris!  ')).toBe('l ete a paris');
    expect(normaliseName('ﬁne ＡＢＣ')).toBe('fine abc');
    expect(normaliseName('الشفافية')).toBe('الشفافية');
  });

  it('stay as they are once normal', () => {
    fc.assert(
      fc.property(anything, (name) => {
        expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
      }),
      { numRuns: 1000 },
    );
  });

  it('give permalinks of at most 80 characters that are never empty', () => {
    expect(slugify('Hivos Open Contracting')).toBe('hivos-open-contracting');
    expect(slugify('!!!')).toBe('untitled');
    expect(slugify(`a${'𐐨'.repeat(60)}`)).toBe(`a${'𐐨'.repeat(39)}`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const slug = slugify(name);
        expect(slug).toMatch(/^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(isWellFormed(slug)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('addresses', () => {
  it.each([
    ['decidim.org', 'https://decidim.org/'],
    ['HTTP://Example.ORG/Path', 'http://example.org/Path'],
    ['localhost:3000/x', 'https://localhost:3000/x'],
    ['https://exämple.org', 'https://xn--exmple-cua.org/'],
  ])('%s is %s', (typed, normal) => {
    expect(normaliseUrl(typed)).toBe(normal);
  });

  it.each([
    '',
    ' ',
    'javascript:alert(1)',
    'data:,x',
    'ftp://x.org',
    'a b.org',
    'word',
    'https://',
    'https://u:p@x.org',
    'mailto:a@x.org',
  ])('%j is none', (typed) => {
    expect(normaliseUrl(typed)).toBeNull();
  });

  it('are http or https and stay as they are once normal, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.webUrl({ withQueryParameters: true })), (typed) => {
        const normal = normaliseUrl(typed);
        if (normal === null) return;
        expect(['http:', 'https:']).toContain(new URL(normal).protocol);
        expect(normaliseUrl(normal)).toBe(normal);
      }),
      { numRuns: 200 },
    );
  });

  it('of one site or repository share a key', () => {
    const key = 'github.com/acme/tool';
    for (const address of [
      'https://github.com/Acme/Tool',
      'http://www.github.com/acme/tool/',
      'github.com/acme/tool.git',
      'https://github.com/acme/tool?tab=readme#top',
    ]) {
      expect(siteKey(address)).toBe(key);
    }
    expect(siteKey('nothing')).toBeNull();
  });
});
