// Canonical JSON and what a revision's hash covers (LI2).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type HashedRevision, hashedText, recordPath } from './record.ts';

describe('[LI2] canonical JSON', () => {
  it('is JSON that reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of keys, and does not change when read and written again', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, entry]) => [key, shuffled(entry)]),
            )
          : value;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, null] })).toBe('{"a":[null,null]}');
  });
});

describe('[LI2] a revision’s hashed text', () => {
  const revision: HashedRevision = {
    recordId: 'r',
    number: 2,
    content: { kind: 'tool', title: 'Decidim', fields: { name: 'Decidim' } },
    contributors: { name: ['p'] },
    finalisedAt: 1,
    previousHash: 'before',
  };

  it('changes with every part of it', () => {
    const changed: Partial<HashedRevision>[] = [
      { recordId: 'x' },
      { number: 3 },
      { content: { ...revision.content, title: 'x' } },
      { content: { ...revision.content, fields: { name: 'x' } } },
      { contributors: { name: ['q'] } },
      { finalisedAt: 2 },
      { previousHash: 'x' },
    ];
    const texts = changed.map((change) => hashedText({ ...revision, ...change }));
    expect(new Set([hashedText(revision), ...texts]).size).toBe(changed.length + 1);
  });
});

describe('a permalink', () => {
  it('is safe in an address', () => {
    expect(recordPath('tool', 'décidim')).toBe('/catalogue/tool/d%C3%A9cidim');
  });
});
