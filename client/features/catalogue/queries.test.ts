// How a search of the catalogue stands in the address.
import { describe, expect, it } from 'vitest';
import { readSearch, writeSearch } from './queries.ts';

describe('a search in the address', () => {
  it('comes back as it was written, and says nothing when it is empty', () => {
    const search = { kind: 'tool' as const, q: 'eau & santé', country: 'TG', tag: '~été' };
    expect(readSearch(new URLSearchParams(writeSearch(search)))).toEqual(search);
    expect(writeSearch({ kind: null, q: '  ', country: null, tag: null })).toBe('');
  });

  it('does not filter by a kind there is none of', () => {
    expect(readSearch(new URLSearchParams('kind=__proto__&q=x')).kind).toBeNull();
  });
});
