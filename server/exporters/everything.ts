// Everything that leaves, file by file, each made when it is asked for: what the one archive holds and
// the command line writes. Pure; the records come from the one query (EX5).

import { formatCsvRows } from '../../shared/format-csv.ts';
import { imageNamesIn } from '../../shared/images.ts';
import { codemetaJson } from './codemeta.ts';
import { collectiveActionFiles } from './collective-actions.ts';
import { dcatFiles } from './dcat.ts';
import type { ExportRecord } from './export-record.ts';
import { jsonList, jsonObjectWithList } from './json-pieces.ts';
import { openSoftwareBase } from './open-software-base.ts';
import { publiccodeFile } from './publiccode.ts';
import { recordsCsv } from './records-csv.ts';
import { recordsJson } from './records-json.ts';
import { bundleJson } from './toolbox-bundle.ts';
import type { ToolboxReport } from './toolbox-cards.ts';
import type { ExportFile } from './zip.ts';

/** What is exported, and how it is called. */
interface ExportScope {
  /** Of one hackathon, or of all. */
  readonly records: Iterable<ExportRecord>;
  /** Of all hackathons: the toolbox's bundle is always the whole set (EX1). */
  readonly everyRecord: Iterable<ExportRecord>;
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

/** Makes the files one after the other; the records are read anew for each. */
export function* everythingFiles(scope: ExportScope): Generator<ExportFile | null> {
  const { records, everyRecord, jsonLd, picture } = scope;
  yield { name: 'README.txt', content: README };
  yield { name: 'records.json', content: recordsJson(records) };
  yield { name: 'records.csv', content: recordsCsv(records, { bom: true }) };
  yield* inFolder('open-software-base/', openSoftwareBase(records));
  yield* collectiveActionFiles(records);
  yield* publiccodeFiles(records);
  for (const record of records) {
    if (record.kind !== 'tool') yield null;
    else
      yield { name: `codemeta/${folderOf(record)}/codemeta.json`, content: codemetaJson(record) };
  }
  if (jsonLd !== undefined) {
    yield { name: 'schema-org.jsonld', content: jsonList(each(records, jsonLd)) };
  }
  if (picture !== undefined) yield* pictureFiles(records, picture);
  yield* dcatFiles(records, scope);
  yield* toolboxFiles(everyRecord);
}

function* pictureFiles(
  records: Iterable<ExportRecord>,
  picture: (name: string) => Uint8Array | null,
): Generator<ExportFile | null> {
  const given = new Set<string>();
  for (const { kind, fields } of records) {
    yield null;
    for (const name of imageNamesIn(kind, fields)) {
      if (given.has(name)) continue;
      given.add(name);
      const content = picture(name);
      if (content !== null) yield { name: `images/${name}`, content };
    }
  }
}

function* toolboxFiles(records: Iterable<ExportRecord>): Generator<ExportFile> {
  const made: { report?: ReturnType<typeof reportOf> } = {};
  function* bundle(): Generator<string> {
    made.report = reportOf(yield* bundleJson(records));
  }
  yield { name: 'toolbox-bundle.json', content: bundle() };
  // Known once the bundle was read.
  if (made.report === undefined) throw new Error('The toolbox bundle was passed over.');
  yield { name: 'toolbox-report.json', content: made.report };
}

function reportOf({ notes, ...head }: ToolboxReport): Iterable<string> {
  return jsonObjectWithList({ ...head }, 'notes', notes);
}

const REPORT_HEADINGS = ['tool', 'path', 'team', 'state', 'where', 'what'];

/** publiccode.yml of every tool, those that lack something apart, with a report of what. */
export function* publiccodeFiles(records: Iterable<ExportRecord>): Generator<ExportFile | null> {
  // Kept as the text it will be: the rows of thousands of tools weigh ten times as much.
  const report = [...formatCsvRows([REPORT_HEADINGS], { bom: true })];
  const write = (row: readonly string[]) => report.push(...formatCsvRows([row]));
  for (const tool of records) {
    if (tool.kind !== 'tool') {
      yield null;
      continue;
    }
    const { yaml, problems } = publiccodeFile(tool);
    const isValid = problems.length === 0;
    const folder = isValid ? 'publiccode' : 'publiccode/unfinished';
    yield { name: `${folder}/${folderOf(tool)}/publiccode.yml`, content: yaml };
    const about = [tool.title, tool.path, tool.teamName ?? '', isValid ? 'valid' : 'unfinished'];
    if (isValid) write([...about, '', '']);
    for (const { path, message } of problems) write([...about, path, message]);
  }
  yield { name: 'publiccode/report.csv', content: report };
}

function* inFolder(folder: string, files: Iterable<ExportFile>): Generator<ExportFile> {
  for (const { name, content } of files) yield { name: `${folder}${name}`, content };
}

function* each<T>(
  records: Iterable<ExportRecord>,
  change: (record: ExportRecord) => T,
): Generator<T> {
  for (const record of records) yield change(record);
}

/** Slugs may hold letters of any script; `/`, `..` and what Windows refuses they do not. */
function folderOf({ slug, id }: ExportRecord): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}-]*$/u.test(slug) ? slug : id;
}
