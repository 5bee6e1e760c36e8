// What a push says it will change.
import { describe, expect, it } from 'vitest';
import { finished } from '../exporters/pace.ts';
import type { Card } from '../exporters/toolbox-cards.ts';
import { cardDifferences, type PushedCard } from './card-differences.ts';

const pushed = (recordId: string, card: Card): PushedCard => ({
  recordId,
  kind: 'tool',
  title: String(card.Name?.[0]),
  path: `/catalogue/tool/${recordId}`,
  revision: 1,
  card,
});

describe('the difference to the last push', () => {
  it('[EX2] names each attribute with what it was and will be', () => {
    const before = pushed('a', { Name: ['Decidim'], Tags: ['Maps'], Website: ['https://a.org/'] });
    const after = pushed('a', {
      Name: ['Decidim!'],
      Website: ['https://a.org/'],
      Description: [{ fr: 'Bonjour', en: 'Hello' }],
      Developer: [{ targetId: 'Barcelona', reverseKeyId: 'Developer of' }],
    });
    expect(finished(cardDifferences([before], [after]))).toMatchObject([
      {
        change: 'changed',
        fields: [
          { label: 'Name', before: ['Decidim'], after: ['Decidim!'] },
          { label: 'Description', before: [], after: ['en: Hello\nfr: Bonjour'] },
          { label: 'Developer', before: [], after: ['→ Barcelona'] },
          { label: 'Tags', before: ['Maps'], after: [] },
        ],
      },
    ]);
  });

  it('[EX2] does not mind the order of values, which the toolbox does not keep', () => {
    const one = pushed('a', { Name: ['A'], Tags: ['x', 'y'] });
    const other = pushed('a', { Tags: ['y', 'x'], Name: ['A'] });
    expect(finished(cardDifferences([one], [other]))).toMatchObject([
      { change: 'unchanged', fields: [] },
    ]);
  });
});
