// publiccode.yml: one, several in one text, or many in an archive. Aliases are not followed without
// end, and a file that cannot be read is a row of the report and stops no other.
import { parseAllDocuments } from 'yaml';
import { isObject, listOf, textOf, textsOf } from './json.ts';
import type { Breathe, RawEntry, RawValue } from './raw-entry.ts';

/** Nodes that aliases of one file may stand for; a "billion laughs" needs more. */
const MAX_ALIASES = 100;

/** A text that is to be read, and where it came from. */
interface YamlFile {
  readonly file: string;
  readonly text: string;
}

/** Whether a text looks like one. */
export function isPubliccode(text: string): boolean {
  return /^publiccodeYmlVersion\s*:/m.test(text);
}

/** Whether a path in an archive is one's. */
export function isPubliccodePath(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !/(^|\/)(\.|__MACOSX)/.test(path);
}

/** The entries of the files, and what none of our fields has room for. */
export async function readPubliccode(
  files: readonly YamlFile[],
  breathe: Breathe,
): Promise<{ entries: RawEntry[]; ignored: string[] }> {
  const entries: RawEntry[] = [];
  const ignored = new Set<string>();
  for (const { file, text } of files) {
    for (const entry of readFile(file, text, ignored)) entries.push(entry);
    await breathe();
  }
  return { entries, ignored: [...ignored].sort() };
}

function readFile(file: string, text: string, ignored: Set<string>): RawEntry[] {
  const parsed = parseAllDocuments(text, { uniqueKeys: true });
  const documents = Array.isArray(parsed) ? parsed : [];
  return documents.flatMap((document): RawEntry[] => {
    const row = text.slice(0, document.range?.[0] ?? 0).split('\n').length;
    const common = { row, file, kindWord: '', team: '', notes: [] } as const;
    const [fault] = document.errors;
    if (fault !== undefined) {
      const line = fault.linePos?.[0].line ?? row;
      return [{ ...common, row: line, kind: null, values: [], problem: 'unreadable' }];
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      // Too many aliases, or one that names nothing.
      if (!(error instanceof ReferenceError)) throw error;
      return [{ ...common, kind: null, values: [], problem: 'unreadable' }];
    }
    if (value === null || value === undefined) return [];
    if (!isObject(value)) return [{ ...common, kind: null, values: [], problem: 'unreadable' }];
    return [{ ...common, kind: 'tool', values: valuesOf(value, ignored), problem: null }];
  });
}

const KNOWN = [
  'publiccodeYmlVersion',
  'name',
  'url',
  'landingURL',
  'logo',
  'platforms',
  'categories',
  'usedBy',
  'developmentStatus',
  'softwareType',
  'description',
  'legal',
  'maintenance',
  'localisation',
  'intendedAudience',
];

function valuesOf(file: Record<string, unknown>, ignored: Set<string>): RawValue[] {
  for (const key of Object.keys(file)) if (!KNOWN.includes(key)) ignored.add(key);
  const legal = isObject(file.legal) ? file.legal : {};
  const maintenance = isObject(file.maintenance) ? file.maintenance : {};
  const localisation = isObject(file.localisation) ? file.localisation : {};
  const audience = isObject(file.intendedAudience) ? file.intendedAudience : {};
  // People's names and addresses are no part of a catalogue entry (EX5).
  for (const key of ['contacts', 'contractors'])
    if (key in maintenance) ignored.add(`maintenance.${key}`);
  const values: RawValue[] = [
    { column: 'name', target: 'name', value: textOf(file.name) },
    { column: 'url', target: 'sourceCode', value: textOf(file.url) },
    { column: 'landingURL', target: 'website', value: textOf(file.landingURL) },
    { column: 'platforms', target: 'platforms', value: textsOf(file.platforms) },
    { column: 'categories', target: 'tags', value: textsOf(file.categories).map(tagWords) },
    { column: 'usedBy', target: 'usedBy', value: textsOf(file.usedBy) },
    {
      column: 'developmentStatus',
      target: 'developmentStatus',
      value: textOf(file.developmentStatus),
    },
    { column: 'softwareType', target: 'softwareType', value: textOf(file.softwareType) },
    { column: 'softwareType', target: 'toolType', value: 'software' },
    { column: 'legal.license', target: 'licence', value: textOf(legal.license) },
    {
      column: 'legal.mainCopyrightOwner',
      target: 'developer',
      value: textsOf(legal.mainCopyrightOwner),
    },
    { column: 'maintenance.type', target: 'maintenanceType', value: textOf(maintenance.type) },
    {
      column: 'localisation.availableLanguages',
      target: 'languages',
      value: textsOf(localisation.availableLanguages),
    },
    {
      column: 'intendedAudience.countries',
      target: 'countries',
      value: textsOf(audience.countries),
    },
    // A logo is often a path in the repository, which leads nowhere from here.
    {
      column: 'logo',
      target: 'logo',
      value: /^https?:/.test(textOf(file.logo)) ? textOf(file.logo) : '',
    },
    ...descriptions(file.description),
  ];
  return values.filter(({ value }) => value.length > 0);
}

function descriptions(value: unknown): RawValue[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([tag, part]): RawValue[] => {
    if (!isObject(part)) return [];
    const language = tag.replace(
      /^(\w{2,3})-(\w{2})$/,
      (_, first: string, second: string) => `${first.toLowerCase()}-${second.toUpperCase()}`,
    );
    const column = (name: string) => `description.${tag}.${name}`;
    return [
      {
        column: column('shortDescription'),
        target: `summary.${language}`,
        value: textOf(part.shortDescription).replace(/\s*\n\s*/g, ' '),
      },
      {
        column: column('longDescription'),
        target: `description.${language}`,
        value: textOf(part.longDescription),
      },
      { column: column('features'), target: `features.${language}`, value: textsOf(part.features) },
      {
        column: column('screenshots'),
        target: 'screenshots',
        value: listOf(part.screenshots)
          .map(textOf)
          .filter((one) => /^https?:/.test(one)),
      },
    ];
  });
}

/** `content-management` is a word of two words. */
function tagWords(category: string): string {
  return category.replaceAll('-', ' ');
}
