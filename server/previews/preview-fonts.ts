// The typefaces of preview pictures: Latin, Greek, Cyrillic and Vietnamese in the pages' own, Arabic
// beside it. Says which text they can write; knows nothing of pictures.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One file of a family and the characters it is for. */
interface PreviewFont {
  readonly family: string;
  readonly path: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

const FAMILIES = [
  {
    family: 'Inter',
    name: '@fontsource-variable/inter',
    file: 'inter',
    subsets: ['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'],
  },
  {
    family: 'Noto Sans Arabic',
    name: '@fontsource-variable/noto-sans-arabic',
    file: 'noto-sans-arabic',
    subsets: ['arabic'],
  },
] as const;

/** The families in the order in which they are tried. */
export const PREVIEW_FAMILIES: readonly string[] = FAMILIES.map(({ family }) => family);

let fonts: readonly PreviewFont[] | null = null;

/** Every file. */
export function previewFonts(): readonly PreviewFont[] {
  fonts ??= FAMILIES.flatMap(({ family, name, file, subsets }) => {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Readonly<
      Record<string, string>
    >;
    return subsets.map((subset) => ({
      family,
      path: join(folder, 'files', `${file}-${subset}-wght-normal.woff2`),
      ranges: parseRanges(ranges[subset] ?? ''),
    }));
  });
  return fonts;
}

/** Whether a text can be written: a picture with boxes in the place of letters is none. */
export function isDrawable(text: string): boolean {
  return [...text].every((one) => {
    const code = one.codePointAt(0)!;
    return previewFonts().some(({ ranges }) =>
      ranges.some(([first, last]) => code >= first && code <= last),
    );
  });
}

/** `U+0100-02BA,U+02BD` as numbers. */
function parseRanges(text: string): [number, number][] {
  return [...text.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(([, first = '', last]) => [
    Number.parseInt(first, 16),
    Number.parseInt(last ?? first, 16),
  ]);
}
