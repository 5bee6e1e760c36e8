// `import`: brings a file in as the screen does, or only says what it would bring.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ImportedRow, ImportRow } from '../../../shared/api/imports.ts';
import { createId } from '../../../shared/ids.ts';
import type { ServerParts } from '../../parts.ts';
import { type Command, CommandError, type Options } from './command.ts';

/** Brings entries of a file into a hackathon. */
export const importFile: Command = {
  name: 'import',
  usage: '<file> --hackathon <slug> [--team <name>] [--dry-run]',
  about: 'bring entries in from a file; without --team its rows name their teams',
  words: 1,
  async run({ open, words, options, print }) {
    const parts = open();
    const place = findPlace(parts, options);
    const path = resolve(words[0]!);
    const file = { name: basename(path), bytes: readBytes(path), withOrganisations: true };
    if (options['dry-run'] === true) {
      const { rows, newTeams, newOrganisations, format } = await parts.imports.preview(place, file);
      const isNew = rows.filter(({ outcome }) => outcome === 'new').length;
      print(report(rows));
      print(
        `${file.name} (${format}): ${isNew} of ${rows.length} rows would become entries, ${newTeams.length} teams and ${newOrganisations} organisations would be made. Nothing was written.\n`,
      );
      return rows.some(({ outcome }) => outcome === 'problem') ? 1 : 0;
    }
    const order = { key: createId(), choices: {}, by: null };
    const done = await parts.imports.run(place, file, order);
    print(report(done.rows));
    print(
      `${file.name} (${done.format}): ${done.created} entries, ${done.teams} teams and ${done.organisations} organisations made; ${done.skipped} rows left out, ${done.refused} not taken.\n`,
    );
    return done.refused > 0 ? 1 : 0;
  },
};

function findPlace({ hackathons }: ServerParts, { hackathon: slug, team: name }: Options) {
  if (slug === undefined) throw new CommandError('Name the hackathon: --hackathon <slug>');
  const hackathon = hackathons.getBySlug(slug);
  if (hackathon === null) throw new CommandError(`There is no hackathon "${slug}".`);
  if (name === undefined) return { hackathon, teamId: null, namesTeams: true };
  const team = hackathons.teams
    .list(hackathon.id)
    .find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (team === undefined) throw new CommandError(`There is no team "${name}" in "${slug}".`);
  return { hackathon, teamId: team.id, namesTeams: true };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A line for each row that is not simply taken, and for each value that is not. */
function report(rows: readonly (ImportRow | ImportedRow)[]): string {
  const lines = rows.flatMap((row) => {
    const where = row.file === '' ? `row ${row.row}` : `${row.file}, row ${row.row}`;
    const reason = row.problem ?? whyLeftOut(row);
    return [
      ...(reason === null ? [] : [`${where}: ${row.title || row.team || '(no name)'}: ${reason}`]),
      ...row.notes.map(
        ({ column, value, code, isTaken }) =>
          `${where}, column ${column}: "${value}": ${code}${isTaken ? ', taken as it is' : ''}`,
      ),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** What is there already in its place; `null` for a row that is new. */
function whyLeftOut({ outcome, earlierRow, match }: ImportRow | ImportedRow): string | null {
  if (outcome === 'repeated') return `the same as row ${earlierRow}`;
  return match === null ? null : `${outcome}: ${match.title} (${match.match})`;
}
