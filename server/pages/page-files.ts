// The files that pages need beside themselves: style sheet, script, fonts, preview picture. Read once;
// knows no address but their names.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { accentOfSheet, accentSheet } from './accent-sheet.ts';

/** A file as it is served or written beside the pages. */
interface PageFile {
  /** As pages ask for it, such as `pages.css`. */
  readonly name: string;
  /** With its content's hash, so that it can be kept for ever: `pages-1a2b3c4d.css`. */
  readonly hashedName: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const OWN = join(import.meta.dirname, 'files');
const INTER = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json')),
  'files',
);

/** Fonts first: the style sheet names them by their hashed names. */
const SOURCES: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['inter-latin.woff2', join(INTER, 'inter-latin-wght-normal.woff2')],
  ['inter-latin-ext.woff2', join(INTER, 'inter-latin-ext-wght-normal.woff2')],
  ['favicon.svg', join(OWN, 'favicon.svg')],
  ['preview.png', join(OWN, 'preview.png')],
  ['pages.js', join(OWN, 'pages.js')],
  [
    'pages.css',
    ...[
      ...['base', 'frame', 'catalogue', 'record', 'pictures', 'action', 'rich-text'],
      'narrow-and-print',
    ].map((part) => join(OWN, `${part}.css`)),
  ],
];

let files: ReadonlyMap<string, PageFile> | null = null;

/** Every file by its plain name. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  files ??= readFiles();
  return files;
}

/** A file by its plain name, the sheet of a colour among them. */
export function pageFile(name: string): PageFile | null {
  const accent = accentOfSheet(name);
  return accent === null
    ? (pageFiles().get(name) ?? null)
    : toPageFile(name, Buffer.from(accentSheet(accent)));
}

function toPageFile(name: string, bytes: Buffer): PageFile {
  const ending = extname(name);
  const type = TYPES[ending];
  if (type === undefined) throw new Error(`Nobody said of what type ${name} is.`);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const hashedName = `${name.slice(0, -ending.length)}-${hash}${ending}`;
  return { name, hashedName, type, bytes };
}

function readFiles(): Map<string, PageFile> {
  const read = new Map<string, PageFile>();
  for (const [name, ...paths] of SOURCES) {
    let bytes = Buffer.concat(paths.map((path) => readFileSync(path)));
    if (extname(name) === '.css') {
      const text = bytes.toString('utf8').replaceAll(/url\("([^"]+)"\)/g, (_, file: string) => {
        const named = read.get(file);
        if (named === undefined) throw new Error(`${name} names ${file}, which is no page file.`);
        return `url("${named.hashedName}")`;
      });
      bytes = Buffer.from(text);
    }
    read.set(name, toPageFile(name, bytes));
  }
  return read;
}
