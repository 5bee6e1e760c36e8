// Everything that leaves, file by file, each made when it is asked for: what the one archive holds and
// the command line writes. Pure; the records come from the one query (EX5).

import { formatCsv } from '../../shared/format-csv.ts';
import { imageNamesIn } from '../../shared/images.ts';
import { codemetaJson } from './codemeta.ts';
import { collectiveActionFiles } from './collective-actions.ts';
import { dcatFiles } from './dcat.ts';
import type { ExportRecord } from './export-record.ts';
import { openSoftwareBase } from './open-software-base.ts';
import { publiccodeFile } from './publiccode.ts';
import { recordsCsv } from './records-csv.ts';
import { recordsJson } from './records-json.ts';
import { toolboxBundle } from './toolbox-bundle.ts';
import type { ExportFile } from './zip.ts';

/** What is exported, and how it is called. */
interface ExportScope {
  /** Of one hackathon, or of all. */
  readonly records: readonly ExportRecord[];
  /** Of all hackathons: the toolbox's bundle is always the whole set (EX1). */
  readonly everyRecord: readonly ExportRecord[];
  readonly title: string;
  /** Whole address of the server, without a slash at its end. */
  readonly address: string;
  /** Records as schema.org knows them, one a record; left out where nothing knows. */
  readonly jsonLd?: (record: ExportRecord) => object;
  /** The pictures that are kept here, by name; left out where somebody else brings them. */
  readonly picture?: (name: string) => Uint8Array | null;
}

const README = `What is in this folder
======================

records.json             every finished entry, whole: fields, who wrote what, revision and hash
records.csv              the same as one table, a row per entry, a column per field and language
open-software-base/      tools, actors and projects in the layout of the Open Software Base
collective-actions.*     who signed what and promised what: for programs, tables and readers
publiccode/              publiccode.yml 0.7 for each tool that has what the standard asks for
publiccode/unfinished/   the same for the others; publiccode/report.csv says what each lacks
codemeta/                codemeta.json 3.0 for each tool
schema-org.jsonld        every entry as schema.org describes such things
images/                  pictures that were uploaded; the addresses of logos and screenshots end with
                         their names
dcat.jsonld, dcat.ttl    the catalogue for data portals
toolbox-bundle.json      the whole catalogue of this server as the OGP Toolbox takes it
toolbox-report.json      what has no place in it, and why
manifest.sha256          checksums: sha256sum --check manifest.sha256

CSV is UTF-8 with commas. A cell that begins with =, +, -, @ or an apostrophe before one of them has
one apostrophe in front, so that no spreadsheet takes it for a formula; take that one away.
No e-mail address and no telephone number is in here.
`;

/** Makes the files one after the other. */
export function* everythingFiles(scope: ExportScope): Generator<ExportFile> {
  const { records, everyRecord, jsonLd, picture } = scope;
  yield { name: 'README.txt', content: README };
  yield { name: 'records.json', content: recordsJson(records) };
  yield { name: 'records.csv', content: recordsCsv(records, { bom: true }) };
  yield* named(openSoftwareBase(records), 'open-software-base/');
  yield* named(collectiveActionFiles(records));
  yield* publiccodeFiles(records);
  for (const tool of toolsOf(records)) {
    yield { name: `codemeta/${folderOf(tool)}/codemeta.json`, content: codemetaJson(tool) };
  }
  if (jsonLd !== undefined) {
    const content = `${JSON.stringify(records.map(jsonLd), null, 2)}\n`;
    yield { name: 'schema-org.jsonld', content };
  }
  if (picture !== undefined) {
    for (const name of new Set(records.flatMap(({ kind, fields }) => imageNamesIn(kind, fields)))) {
      const content = picture(name);
      if (content !== null) yield { name: `images/${name}`, content };
    }
  }
  yield* named(dcatFiles(records, scope));
  const { bundle, report } = toolboxBundle(everyRecord);
  yield { name: 'toolbox-bundle.json', content: `${JSON.stringify(bundle, null, 2)}\n` };
  yield { name: 'toolbox-report.json', content: `${JSON.stringify(report, null, 2)}\n` };
}

/** publiccode.yml of every tool, those that lack something apart, with a report of what. */
export function* publiccodeFiles(records: readonly ExportRecord[]): Generator<ExportFile> {
  const report = [['tool', 'path', 'team', 'state', 'where', 'what']];
  for (const tool of toolsOf(records)) {
    const { yaml, problems } = publiccodeFile(tool);
    const isValid = problems.length === 0;
    const folder = isValid ? 'publiccode' : 'publiccode/unfinished';
    yield { name: `${folder}/${folderOf(tool)}/publiccode.yml`, content: yaml };
    const about = [tool.title, tool.path, tool.teamName ?? '', isValid ? 'valid' : 'unfinished'];
    if (isValid) report.push([...about, '', '']);
    for (const { path, message } of problems) report.push([...about, path, message]);
  }
  yield { name: 'publiccode/report.csv', content: formatCsv(report, { bom: true }) };
}

function* named(files: Readonly<Record<string, string>>, folder = ''): Generator<ExportFile> {
  for (const [name, content] of Object.entries(files)) yield { name: `${folder}${name}`, content };
}

function toolsOf(records: readonly ExportRecord[]): ExportRecord[] {
  return records.filter(({ kind }) => kind === 'tool');
}

/** Slugs may hold letters of any script; `/`, `..` and what Windows refuses they do not. */
function folderOf({ slug, id }: ExportRecord): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}-]*$/u.test(slug) ? slug : id;
}
