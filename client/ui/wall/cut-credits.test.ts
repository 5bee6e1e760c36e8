// The pages of the credits.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutCredits } from './cut-credits.ts';

test('everybody is named exactly once, in order, and no page is too full', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(140), { maxLength: 60 }), (sizes) => {
      const credits = sizes.map((size, team) => ({
        teamName: `Team ${team}`,
        names: Array.from({ length: size }, (_, n) => `${team}-${n}`),
      }));
      const pages = cutCredits(credits);
      expect(pages.flat().flatMap(({ names }) => names)).toEqual(
        credits.flatMap(({ names }) => names),
      );
      for (const page of pages) {
        expect(page.length).toBeGreaterThan(0);
        const lines = page.reduce((sum, { names }) => sum + names.length + 2, 0);
        expect(lines).toBeLessThanOrEqual(52);
      }
    }),
  );
});
