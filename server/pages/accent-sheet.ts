// A hackathon's own colour as a style sheet: pages name no colour in their markup, so that their
// content security policy stays as it is. Loaded after the other sheet.
import { accentPalette } from '../../shared/accent.ts';

/** The plain name of the sheet of a colour (`#rrggbb`). */
export function accentSheetName(accent: string): string {
  return `accent-${accent.slice(1).toLowerCase()}.css`;
}

/** The colour of a sheet's plain name; `null` when it names none. */
export function accentOfSheet(name: string): string | null {
  const match = /^accent-([0-9a-f]{6})\.css$/.exec(name);
  return match === null ? null : `#${match[1]}`;
}

/** The sheet; on paper only the stripe is of this colour. */
export function accentSheet(accent: string): string {
  const { light, dark } = accentPalette(accent);
  const rule = (selector: string, { ink, wash }: typeof light) =>
    `${selector}{--ridge:${ink};--ridge-ink:${ink};--ridge-wash:${wash}}`;
  return [
    `:root{--stripe:${accent};--primary:${light.ink}}`,
    '@media screen{',
    rule(':root', light),
    `@media (prefers-color-scheme:dark){${rule(':root:not([data-scheme="light"])', dark)}}`,
    rule(':root[data-scheme="dark"]', dark),
    '}\n',
  ].join('\n');
}
