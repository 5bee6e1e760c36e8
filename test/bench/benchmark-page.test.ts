// A page of figures that is written section by section.
import { expect, test } from 'vitest';
import { replaceSections } from './benchmark-page.ts';

const page = '# Benchmark\nBy hand.\n\n## One room\nold\n\n## Memory\n`npm run bench:memory`\n';

test('a section takes the place of the one before it; all others stay', () => {
  expect(replaceSections(page, ['## One room\n\nnew\n'])).toBe(
    '# Benchmark\nBy hand.\n\n## One room\n\nnew\n\n## Memory\n`npm run bench:memory`\n',
  );
});

test('a section measured for the first time stands at the end', () => {
  expect(replaceSections(page, ['## Walls\n\nquick'])).toBe(
    '# Benchmark\nBy hand.\n\n## One room\nold\n\n## Memory\n`npm run bench:memory`\n\n## Walls\n\nquick\n',
  );
});
