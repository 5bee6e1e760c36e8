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
import { type PageBrand, scriptJson } from '../../pages/layout.tsx';
import { pageFile, pageFiles } from '../../pages/page-files.ts';
import { renderRecord } from '../../pages/record-page.tsx';
import type { Site } from '../../pages/site.ts';
import { createCreditsByTeam, teamsPieces } from '../../pages/teams-page.tsx';
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
  TEXTS_FILE,
  wordsFile,
} from './archive-site.ts';
import { overviewOf, recordAt } from './overview.ts';

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
  const lists = new Map<Kind | null, Iterable<ExportRecord>>();
  for (const kind of LISTS) {
    lists.set(kind, kind === null ? exported : catalogue.published(hackathon.id, kind));
    yield null;
  }
  const teamNames = hackathons.teams.list(hackathon.id).map(({ name }) => name);
  const credits = createCreditsByTeam(teamNames);
  const overview = yield* overviewOf(exported, catalogue, credits);
  const teams = credits.teams();
  const { logoHash } = hackathon;
  const logo = logoHash === null ? null : hackathons.logos.get(hackathon.id, logoHash);
  const brand = { name: hackathon.name, slug: hackathon.slug, ...brandOf(hackathon) };
  const contents: ArchiveContents = {
    hackathonSlug: hackathon.slug,
    languages: archiveLanguages(languagesOf(hackathon)),
    hasActions: overview.kinds['collective-action'] !== undefined,
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
  yield { name: TEXTS_FILE, content: searchTexts(exported) };
  const inLanguages = contents.languages.map((language) => {
    const page: PageMaker = (place, render) => ({
      name: requireFileOf(place, language, contents),
      content: render(createArchiveSite(place, language, contents)),
    });
    return { language, page };
  });
  for (const { language, page } of inLanguages) {
    yield {
      name: wordsFile(language),
      content: `window.sommetWords=${scriptJson(archiveSearchWords(language))};\n`,
    };
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
        actionsOf(lists.get('collective-action')!, brand, site),
      );
    }
  }
  // Read once for all languages.
  const pages = inLanguages.map(({ page }) => page);
  for (const entry of overview.entries) {
    const record = recordAt(entry, catalogue);
    yield null;
    if (record !== null) yield* recordPages(record, catalogue, pages);
  }
  const site = createArchiveSite({ to: 'catalogue' }, contents.languages[0]!, contents);
  for (const file of everythingFiles({
    records: exported,
    everyRecord: catalogue.published(null),
    title: hackathon.name,
    address,
    jsonLd: (record) => recordJsonLd(recordAt(record, catalogue)!, site),
  })) {
    yield file === null ? null : { ...file, name: `data/${file.name}` };
  }
}

/** All collective actions, read for this page alone and without descriptions, which it does not show. */
function* actionsOf(
  records: Iterable<ExportRecord>,
  hackathon: PageBrand,
  site: Site,
): Generator<string> {
  const actions: ListedAction[] = [];
  for (const { slug, title, fields } of records) {
    const { description: _, ...shown } = fields;
    actions.push({ slug, title, fields: shown });
    yield '';
  }
  yield* actionsPieces({ hackathon, actions }, site);
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

/** Makes a page in one language. */
type PageMaker = (place: ArchivePlace, render: (site: Site) => ExportFile['content']) => ExportFile;

/** An entry, its earlier revisions, and what each of them changed, in every language. */
function* recordPages(
  record: RecordView,
  catalogue: SiteParts['catalogue'],
  pages: readonly PageMaker[],
): Generator<ExportFile | null> {
  const { kind, slug } = record;
  function* inEach(place: ArchivePlace, render: (site: Site) => string): Generator<ExportFile> {
    for (const page of pages) yield page(place, render);
  }
  yield* inEach({ to: 'record', kind, slug }, (site) => renderRecord(record, site));
  let earlier: RecordView | null = null;
  for (const { number } of record.revisions.toReversed()) {
    const isNewest = number === record.revision;
    const revision: RecordView | null = isNewest ? record : catalogue.revision(record.id, number);
    yield null;
    if (revision === null) continue;
    if (!isNewest) {
      yield* inEach({ to: 'revision', kind, slug, number }, (site) => renderRecord(revision, site));
    }
    if (earlier !== null && earlier.revision === number - 1) {
      const view = {
        record,
        from: { number: earlier.revision, finalisedAt: earlier.finalisedAt },
        until: { number, finalisedAt: revision.finalisedAt },
        fields: diffFields(kind, earlier.fields, revision.fields),
      };
      yield* inEach({ to: 'diff', kind, slug, from: number - 1, until: number }, (site) =>
        renderRevisionDiff(view, site),
      );
    }
    earlier = revision;
  }
}

/** A page of the list with all of one kind on it: nobody is there to ask for the next page. */
function listOf(
  kinds: Readonly<Record<string, number>>,
  kind: Kind | null,
): Omit<RecordPage, 'records'> {
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
function* searchTexts(records: Iterable<ExportRecord>): Generator<string> {
  let opening = 'window.sommetTexts={';
  for (const record of records) {
    yield `${opening}${scriptJson(recordKey(record.kind, record.slug))}:${scriptJson(plainText(record))}`;
    opening = ',';
  }
  yield opening === ',' ? '};\n' : `${opening}};\n`;
}

function plainText({ kind, fields }: ExportRecord): string {
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
