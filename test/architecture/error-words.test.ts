// Every error code the server can answer has a sentence in every language, so that nobody reads
// "something went wrong" where we know better.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function errorCodes(): string[] {
  const sources = readdirSync(join(ROOT, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(join(ROOT, 'server', name), 'utf8'));
  const found = sources.flatMap((text) =>
    [...text.matchAll(/new AppError\(\s*\d+,\s*'([a-z_]+)'/g)].map(([, code]) => code!),
  );
  return [...new Set(found)].sort();
}

describe('error codes', () => {
  const codes = errorCodes();

  it('are found at all', () => {
    expect(codes.length).toBeGreaterThan(15);
  });

  for (const language of readdirSync(join(ROOT, 'client/app/languages'))) {
    it(`have words in ${language}`, () => {
      const path = join(ROOT, 'client/app/languages', language, 'errors.json');
      const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
      expect(codes.filter((code) => !words[code]?.trim())).toEqual([]);
    });
  }
});
