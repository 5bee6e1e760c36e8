// The static site of a hackathon, file by file, each made when it is asked for: catalogue, entries with
// their revisions and differences, collective actions, teams and credits, data. Opens without a server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CatalogueSearch,
  RecordPage,
  RecordSummary,
  RecordView,
} from '../../../shared/api/catalogue.ts';
import { brandOf } from '../../../shared/brand.ts';
import { FIELDS } from '../../../shared/fields.ts';
import { imageNamesIn } from '../../../shared/images.ts';
import type { Kind } from '../../../shared/kinds.ts';
import type { Language } from '../../../shared/language-choice.ts';
import {
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
  plainWords,
} from '../../../shared/projection.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { summaryOfExport } from '../../catalogue/record-summary.ts';
import { diffFields } from '../../documents/field-diff.ts';
import { everythingFiles } from '../../exporters/everything.ts';
import type { ExportRecord } from '../../exporters/export-record.ts';
import type { ExportFile } from '../../exporters/zip.ts';
import type { Hackathons } from '../../hackathons/hackathons.ts';
import { type HackathonRow, languagesOf } from '../../hackathons/rows.ts';
import type { Images } from '../../images/images.ts';
import { accentSheetName } from '../../pages/accent-sheet.ts';
import { actionsPieces, type ListedAction } from '../../pages/actions-page.tsx';
import { archiveSearchWords } from '../../pages/archive-words.ts';
import { cataloguePieces } from '../../pages/catalogue-page.tsx';
import { renderRevisionDiff } from '../../pages/diff-page.tsx';
import { recordJsonLd } from '../../pages/json-ld.ts';
import { scriptJson } from '../../pages/layout.tsx';
import { pageFile, pageFiles } from '../../pages/page-files.ts';
import { renderRecord } from '../../pages/record-page.tsx';
import type { Site } from '../../pages/site.ts';
import { creditsByTeam, teamsPieces } from '../../pages/teams-page.tsx';
import { wordsOf } from '../../pages/words.ts';
import {
  type ArchiveContents,
  type ArchivePlace,
  archiveLanguages,
  createArchiveSite,
  LISTS,
  LOGO_FILE,
  recordKey,
  requireFileOf,
} from './archive-site.ts';

/** What a site is read from. */
interface SiteParts {
  readonly catalogue: Pick<Catalogue, 'published' | 'get' | 'revision'>;
  readonly hackathons: Pick<Hackathons, 'teams' | 'logos'>;
  readonly images: Pick<Images, 'get' | 'has'>;
}

const SEARCH_SCRIPT = join(import.meta.dirname, 'archive.js');

/** Makes the files one after the other; `address` is the server's, for identifiers in the data. */
export function* siteFiles(
  { catalogue, hackathons, images }: SiteParts,
  hackathon: HackathonRow,
  address: string,
): Generator<ExportFile | null> {
  const exported = catalogue.published(hackathon.id);
  const lists: (readonly [kind: Kind | null, records: Iterable<ExportRecord>])[] = [];
  for (const kind of LISTS) {
    lists.push([kind, kind === null ? exported : catalogue.published(hackathon.id, kind)]);
    yield null;
  }
  const overview = yield* overviewOf(exported, catalogue);
  const { logoHash } = hackathon;
  const logo = logoHash === null ? null : hackathons.logos.get(hackathon.id, logoHash);
  const brand = { name: hackathon.name, slug: hackathon.slug, ...brandOf(hackathon) };
  const contents: ArchiveContents = {
    hackathonSlug: hackathon.slug,
    languages: archiveLanguages(languagesOf(hackathon)),
    hasActions: overview.actions.length > 0,
    records: overview.records,
    images: new Set([...overview.images].filter((name) => images.has(name))),
    logoPath: logo === null ? null : brand.logoPath,
  };

  yield { name: 'index.html', content: entrance(hackathon.name, contents.languages) };
  yield* besidePages(brand.accent);
  if (logo !== null) yield { name: LOGO_FILE, content: logo };
  for (const name of contents.images) {
    yield { name: `data/images/${name}`, content: images.get(name)!.bytes };
  }
  const teamNames = hackathons.teams.list(hackathon.id).map(({ name }) => name);
  const teams = creditsByTeam(teamNames, overview.credits);
  for (const language of contents.languages) {
    const page = (
      place: ArchivePlace,
      render: (site: ReturnType<typeof siteOf>) => ExportFile['content'],
    ) => ({
      name: requireFileOf(place, language, contents),
      content: render(siteOf(place)),
    });
    const siteOf = (place: ArchivePlace) => createArchiveSite(place, language, contents);

    yield { name: `files/index-${language}.js`, content: searchIndex(exported, language) };
    for (const [kind, records] of lists) {
      const search: CatalogueSearch = { q: '', kind, facets: {}, cursor: null };
      const list = listOf(overview.kinds, kind);
      yield page({ to: 'catalogue', search }, (site) =>
        cataloguePieces(
          { page: list, records: summaries(records), search, hackathon: brand },
          site,
        ),
      );
    }
    yield page({ to: 'teams' }, (site) =>
      teamsPieces({ hackathon: { ...brand, place: hackathon.place }, teams }, site),
    );
    if (contents.hasActions) {
      yield page({ to: 'actions', hackathonSlug: hackathon.slug }, (site) =>
        actionsPieces({ hackathon: brand, actions: overview.actions }, site),
      );
    }
    for (const id of overview.ids) {
      const record = catalogue.get(id);
      yield null;
      if (record !== null) yield* recordPages(record, catalogue, page);
    }
  }
  const site = createArchiveSite({ to: 'catalogue' }, contents.languages[0]!, contents);
  for (const file of everythingFiles({
    records: exported,
    everyRecord: catalogue.published(null),
    title: hackathon.name,
    address,
    jsonLd: ({ id }) => recordJsonLd(catalogue.get(id)!, site),
  })) {
    yield file === null ? null : { ...file, name: `data/${file.name}` };
  }
}

/** What links and lists have to know of every entry before the first page is written: little of each. */
interface Overview {
  readonly ids: readonly string[];
  readonly records: ArchiveContents['records'];
  /** How many there are of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly credits: readonly Pick<
    RecordView,
    'kind' | 'slug' | 'title' | 'teamName' | 'contributors'
  >[];
  readonly actions: readonly ListedAction[];
  /** Pictures of every revision: the pages of earlier ones show theirs. */
  readonly images: ReadonlySet<string>;
}

function* overviewOf(
  exported: Iterable<{ readonly id: string }>,
  catalogue: SiteParts['catalogue'],
): Generator<null, Overview> {
  const ids: string[] = [];
  const records = new Map<string, number>();
  const kinds: Record<string, number> = {};
  const credits: Overview['credits'][number][] = [];
  const actions: ListedAction[] = [];
  const images = new Set<string>();
  for (const { id } of exported) {
    const record = catalogue.get(id);
    yield null;
    if (record === null) continue;
    const { kind, slug, title, teamName } = record;
    ids.push(id);
    records.set(recordKey(kind, slug), record.revision);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const contributors = record.contributors.map(({ name }) => ({ name, fields: [] }));
    credits.push({ kind, slug, title, teamName, contributors });
    if (kind === 'collective-action') actions.push(listedAction(record));
    for (const { number } of record.revisions) {
      const revision = number === record.revision ? record : catalogue.revision(id, number);
      for (const name of revision === null ? [] : imageNamesIn(kind, revision.fields)) {
        images.add(name);
      }
    }
  }
  return { ids, records, kinds, credits, actions, images };
}

/** Without its description, which a list does not show. */
function listedAction({ slug, title, fields }: RecordView): ListedAction {
  const { description: _, ...shown } = fields;
  return { slug, title, fields: shown };
}

function* summaries(records: Iterable<ExportRecord>): Generator<RecordSummary> {
  for (const record of records) yield summaryOfExport(record);
}

/** Style sheets, scripts and typefaces. */
function* besidePages(accent: string | null): Generator<ExportFile> {
  const accentFile = accent === null ? null : pageFile(accentSheetName(accent));
  for (const file of [...pageFiles().values(), accentFile]) {
    if (file !== null) yield { name: `files/${file.hashedName}`, content: file.bytes };
  }
  yield { name: 'files/archive.js', content: readFileSync(SEARCH_SCRIPT, 'utf8') };
}

/** An entry, its earlier revisions, and what each of them changed. */
function* recordPages(
  record: RecordView,
  catalogue: SiteParts['catalogue'],
  page: (place: ArchivePlace, render: (site: Site) => string) => ExportFile,
): Generator<ExportFile | null> {
  const { kind, slug } = record;
  yield page({ to: 'record', kind, slug }, (site) => renderRecord(record, site));
  let earlier: RecordView | null = null;
  for (const { number } of record.revisions.toReversed()) {
    const revision = catalogue.revision(record.id, number);
    yield null;
    if (revision === null) continue;
    if (number < record.revision) {
      yield page({ to: 'revision', kind, slug, number }, (site) => renderRecord(revision, site));
    }
    if (earlier !== null && earlier.revision === number - 1) {
      const view = {
        record,
        from: { number: earlier.revision, finalisedAt: earlier.finalisedAt },
        until: { number, finalisedAt: revision.finalisedAt },
        fields: diffFields(kind, earlier.fields, revision.fields),
      };
      yield page({ to: 'diff', kind, slug, from: number - 1, until: number }, (site) =>
        renderRevisionDiff(view, site),
      );
    }
    earlier = revision;
  }
}

/** A page of the list with all of one kind on it: nobody is there to ask for the next page. */
function listOf(kinds: Overview['kinds'], kind: Kind | null): Omit<RecordPage, 'records'> {
  const shown = kind === null ? Object.values(kinds) : [kinds[kind] ?? 0];
  return {
    total: shown.reduce((sum, count) => sum + count, 0),
    kinds,
    facets: {},
    corrections: [],
    nextCursor: null,
  };
}

/** Every word of every entry, for the script that looks through a list. */
function* searchIndex(
  records: Iterable<Pick<RecordView, 'kind' | 'slug' | 'fields'>>,
  language: Language,
): Generator<string> {
  const words = scriptJson(archiveSearchWords(language)).slice(0, -1);
  yield `window.sommetArchive = ${words},"texts":{`;
  let divider = '';
  for (const record of records) {
    const key = scriptJson(recordKey(record.kind, record.slug));
    yield `${divider}${key}:${scriptJson(plainText(record))}`;
    divider = ',';
  }
  yield '}};\n';
}

function plainText({ kind, fields }: Pick<RecordView, 'kind' | 'fields'>): string {
  return FIELDS[kind]
    .flatMap((field) => {
      const value = fields[field.name];
      if (value === undefined || isEmptyValue(value)) return [];
      const values = field.localised ? Object.values(value as LocalisedValue) : [value];
      return values.map((one) => plainWords(field, one as PlainValue));
    })
    .join('\n');
}

/** Leads on to the hackathon's own language; by hand where a browser does not. */
function entrance(name: string, languages: readonly Language[]): string {
  const first = languages[0]!;
  const links = languages
    .map((language) => {
      const words = wordsOf(language).t('catalogue:title');
      return `<li><a href="${language}/index.html" lang="${language}">${escapeHtml(words)}</a></li>`;
    })
    .join('');
  return `<!doctype html><html lang="${first}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${first}/index.html"><title>${escapeHtml(name)}</title></head><body><main><h1 dir="auto">${escapeHtml(name)}</h1><ul>${links}</ul></main></body></html>\n`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
