// `export`: the published catalogue as files, through the same exporters as the control room.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { recordsCsv } from '../../exporters/records-csv.ts';
import { recordsJson } from '../../exporters/records-json.ts';
import { toolboxBundle } from '../../exporters/toolbox-bundle.ts';
import { type Command, CommandError } from './command.ts';

/** Writes every format into a folder. */
export const exportRecords: Command = {
  name: 'export',
  usage: '<folder> [--hackathon <slug>]',
  about: 'write the catalogue as toolbox bundle, CSV and JSON',
  words: 1,
  run({ open, words, options, print }) {
    const { catalogue, hackathons } = open();
    const slug = options.hackathon;
    const hackathon = slug === undefined ? null : hackathons.getBySlug(slug);
    if (slug !== undefined && hackathon === null) {
      throw new CommandError(`There is no hackathon "${slug}".`);
    }
    const folder = resolve(words[0]!);
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
    print(
      `${folder}: ${records.length} records; bundle with ${bundle.cards.length} cards, ${report.blocked.length} entries blocked (toolbox-report.json says why).\n`,
    );
    return 0;
  },
};
