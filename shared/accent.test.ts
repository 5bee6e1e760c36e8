// Shades of a hackathon's colour that can be read.
import { describe, expect, it } from 'vitest';
import { accentShades, contrast } from './accent.ts';

const GROUNDS = {
  light: ['#ffffff', '#faf8f5', '#f3f0ea'],
  dark: ['#101317', '#14171c', '#1b2027'],
};

describe('a hackathon’s own colour', () => {
  const chosen = ['#ffff00', '#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#808080'];

  it.each(chosen)('%s can be read on every ground, light and dark', (accent) => {
    const shades = accentShades(accent);
    for (const scheme of ['light', 'dark'] as const) {
      for (const ground of GROUNDS[scheme]) {
        expect(contrast(shades[scheme], ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('stays as it was chosen where it can be read', () => {
    expect(accentShades('#1f3a93').light).toBe('#1f3a93');
    expect(accentShades('#ffd54f').dark).toBe('#ffd54f');
  });

  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  });
});
