// `export` and `archive`: the published catalogue as files, through the same exporters as the control
// room; and everything one hackathon leaves behind.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { recordsCsv } from '../../exporters/records-csv.ts';
import { recordsJson } from '../../exporters/records-json.ts';
import { toolboxBundle } from '../../exporters/toolbox-bundle.ts';
import type { HackathonRow } from '../../hackathons/rows.ts';
import type { ServerParts } from '../../parts.ts';
import { createArchive } from '../archive.ts';
import { type Command, CommandError } from './command.ts';

/** Writes every format into a folder. */
export const exportRecords: Command = {
  name: 'export',
  usage: '<folder> [--hackathon <slug>]',
  about: 'write the catalogue as toolbox bundle, CSV and JSON',
  words: 1,
  run({ open, words, options, print }) {
    const parts = open();
    const slug = options.hackathon;
    const hackathon = slug === undefined ? null : findHackathon(parts, slug);
    print(writeExports(parts, hackathon, resolve(words[0]!)));
    return 0;
  },
};

/** Writes everything a hackathon leaves behind into a folder. */
export const archive: Command = {
  name: 'archive',
  usage: '<folder> --hackathon <slug>',
  about: 'write all that a hackathon leaves behind: entries, history, revisions, decisions',
  words: 1,
  run({ open, words, options, print }) {
    const slug = options.hackathon;
    if (slug === undefined) throw new CommandError('Name the hackathon: --hackathon <slug>');
    const parts = open();
    const hackathon = findHackathon(parts, slug);
    const folder = resolve(words[0]!);
    print(writeExports(parts, hackathon, folder));
    const files = createArchive(parts, hackathon);
    for (const [name, value] of Object.entries(files)) {
      writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
    }
    const documents = files['documents.json'];
    const records = files['revisions.json'];
    print(
      `Archived "${hackathon.name}": ${documents.length} documents, ${records.length} records.\n`,
    );
    return 0;
  },
};

function findHackathon({ hackathons }: ServerParts, slug: string): HackathonRow {
  const hackathon = hackathons.getBySlug(slug);
  if (hackathon === null) throw new CommandError(`There is no hackathon "${slug}".`);
  return hackathon;
}

function writeExports(
  { catalogue }: ServerParts,
  hackathon: HackathonRow | null,
  folder: string,
): string {
  mkdirSync(folder, { recursive: true });
  const records = catalogue.published(hackathon?.id ?? null);
  // The bundle is always of everything: the toolbox takes what is missing as withdrawn (EX1).
  const { bundle, report } = toolboxBundle(catalogue.published(null));
  const files = {
    'toolbox-bundle.json': JSON.stringify(bundle, null, 2),
    'toolbox-report.json': JSON.stringify(report, null, 2),
    'records.csv': recordsCsv(records, { bom: false }),
    'records.json': recordsJson(records),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return `${folder}: ${records.length} records; bundle with ${bundle.cards.length} cards, ${report.blocked.length} entries blocked (toolbox-report.json says why).\n`;
}
