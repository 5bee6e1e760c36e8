// `export` and `archive`: the published catalogue as files, through the same exporters as the control
// room; and everything one hackathon leaves behind, as a site to open without a server.
import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { everythingFiles } from '../../exporters/everything.ts';
import { type ExportFiles, piecesOf, withManifest } from '../../exporters/zip.ts';
import type { HackathonRow } from '../../hackathons/rows.ts';
import { readJsonLd } from '../../pages/json-ld.ts';
import type { ServerParts } from '../../parts.ts';
import { readInternalFiles } from '../archive/internal-files.ts';
import { siteFiles } from '../archive/site-files.ts';
import { type Command, CommandError } from './command.ts';

/** Writes every format into a folder. */
export const exportRecords: Command = {
  name: 'export',
  usage: '<folder> [--hackathon <slug>]',
  about: 'write the catalogue in every format, with checksums',
  words: 1,
  run({ open, words, options, address, print }) {
    const parts = open();
    const slug = options.hackathon;
    const hackathon = slug === undefined ? null : findHackathon(parts, slug);
    const records = parts.catalogue.published(hackathon?.id ?? null);
    const files = everythingFiles({
      records,
      everyRecord: parts.catalogue.published(null),
      title: hackathon?.name ?? 'Sommet',
      address,
      jsonLd: readJsonLd(parts.catalogue, address),
      picture: (name) => parts.images.get(name)?.bytes ?? null,
    });
    const folder = resolve(words[0]!);
    const count = writeFiles(folder, withManifest(files));
    print(
      `${folder}: ${records.size} records in ${count} files (toolbox-report.json and publiccode/report.csv say what is missing).\n`,
    );
    return 0;
  },
};

/** Writes everything a hackathon leaves behind into an empty folder. */
export const archive: Command = {
  name: 'archive',
  usage: '<folder> --hackathon <slug>',
  about: 'write a static site of a hackathon, and beside it drafts, history and decisions',
  words: 1,
  run({ open, words, options, address, print }) {
    const slug = options.hackathon;
    if (slug === undefined) throw new CommandError('Name the hackathon: --hackathon <slug>');
    const parts = open();
    const hackathon = findHackathon(parts, slug);
    const folder = resolve(words[0]!);
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0) {
      throw new CommandError(`${folder} is not empty: files of an older archive would stay.`);
    }
    const site = join(folder, 'site');
    const count = writeFiles(site, withManifest(siteFiles(parts, hackathon, address)));
    const { files, documents, records } = readInternalFiles(parts, hackathon);
    writeFiles(join(folder, 'internal'), withManifest(files));
    print(
      `Archived "${hackathon.name}": ${documents} documents, ${records} records.\n  ${join(site, 'index.html')} opens in a browser (${count} files; may be given to anybody)\n  ${join(folder, 'internal')} holds drafts, history and decisions (not for the public)\n`,
    );
    return 0;
  },
};

function findHackathon({ hackathons }: ServerParts, slug: string): HackathonRow {
  const hackathon = hackathons.getBySlug(slug);
  if (hackathon === null) throw new CommandError(`There is no hackathon "${slug}".`);
  return hackathon;
}

/** Writes files below a folder and counts them. */
function writeFiles(folder: string, files: ExportFiles): number {
  let count = 0;
  for (const file of files) {
    if (file === null) continue;
    const { name } = file;
    const path = resolve(folder, name);
    if (!path.startsWith(`${folder}${sep}`)) throw new Error(`${name} leads out of the folder.`);
    mkdirSync(dirname(path), { recursive: true });
    const written = openSync(path, 'w');
    try {
      for (const piece of piecesOf(file)) writeFileSync(written, piece);
    } finally {
      closeSync(written);
    }
    count += 1;
  }
  return count;
}
