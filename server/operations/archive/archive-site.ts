// Where the pages of an archive lie and how they link to each other: plain files in folders, relative
// links only, so that a folder opens from a stick wherever it is. Knows no content.
import { KINDS, type Kind } from '../../../shared/kinds.ts';
import { LANGUAGES, type Language, toLanguage } from '../../../shared/language-choice.ts';
import { pageFile } from '../../pages/page-files.ts';
import type { Place, Site } from '../../pages/site.ts';
import { wordsOf } from '../../pages/words.ts';

/** What an archive holds, as far as links must know. */
export interface ArchiveContents {
  readonly hackathonSlug: string;
  readonly languages: readonly Language[];
  readonly hasActions: boolean;
  /** `kind/slug` → how many revisions there are. */
  readonly records: ReadonlyMap<string, number>;
  /** Pictures by name. */
  readonly images: ReadonlySet<string>;
  /** The address that the hackathon's picture has on the server. */
  readonly logoPath: string | null;
}

/** Where the hackathon's picture lies. */
export const LOGO_FILE = 'files/logo.png';

/** Where every word of every entry lies, for looking through a list; the same in all languages. */
export const TEXTS_FILE = 'files/texts.js';

/** Where the words of a list's search field lie. */
export function wordsFile(language: Language): string {
  return `files/words-${language}.js`;
}

/** A page of an archive. */
export type ArchivePlace = Place | { readonly to: 'teams' };

/** The pages' languages: the hackathon's, as far as pages have words for them. */
export function archiveLanguages(wanted: readonly string[]): Language[] {
  const known = wanted.flatMap((tag) => toLanguage(tag) ?? []);
  const found = LANGUAGES.filter((language) => known.includes(language));
  return found.length > 0 ? found : ['en'];
}

/** The key of a record in `ArchiveContents`. */
export function recordKey(kind: Kind, slug: string): string {
  return `${kind}/${slug}`;
}

/** The file of a place, from the archive's root; `null` where the archive has no such thing. */
function fileOf(place: ArchivePlace, language: Language, contents: ArchiveContents): string | null {
  switch (place.to) {
    case 'home':
      return `${language}/index.html`;
    case 'teams':
      return `${language}/teams.html`;
    case 'catalogue': {
      const { kind = null, facets = {}, q = '', cursor = null } = place.search ?? {};
      const isHere = Object.entries(facets).every(
        ([facet, value]) => facet === 'hackathon' && value === contents.hackathonSlug,
      );
      if (!isHere || q !== '' || cursor !== null) return null;
      return kind === null ? `${language}/index.html` : `${language}/${kind}.html`;
    }
    case 'actions':
      return contents.hasActions && place.hackathonSlug === contents.hackathonSlug
        ? `${language}/actions.html`
        : null;
    case 'record':
      return folderOf(place, language, contents, (folder) => `${folder}.html`);
    case 'revision':
      return folderOf(place, language, contents, (folder, revisions) =>
        place.number === revisions ? `${folder}.html` : `${folder}/revision-${place.number}.html`,
      );
    case 'diff':
      return folderOf(place, language, contents, (folder) =>
        place.until === place.from + 1 ? `${folder}/changes-${place.until}.html` : null,
      );
    case 'list-file':
      return `data/records.${place.format}`;
    case 'image':
      return contents.images.has(place.name) ? `data/images/${place.name}` : null;
    case 'file': {
      const file = pageFile(place.name);
      return file === null ? null : `files/${file.hashedName}`;
    }
    case 'brand-logo':
      return place.path === contents.logoPath ? LOGO_FILE : null;
    case 'sign-in':
    case 'record-file':
    // Nothing previews a file on a stick.
    case 'preview':
    case 'feed':
    case 'api-docs':
      return null;
  }
}

/** The file of a place that the archive has. */
export function requireFileOf(
  place: ArchivePlace,
  language: Language,
  contents: ArchiveContents,
): string {
  const file = fileOf(place, language, contents);
  if (file === null) throw new Error(`The archive has no page ${JSON.stringify(place)}.`);
  return file;
}

function folderOf(
  { kind, slug }: { readonly kind: Kind; readonly slug: string },
  language: Language,
  { records }: ArchiveContents,
  file: (folder: string, revisions: number) => string | null,
): string | null {
  const revisions = records.get(recordKey(kind, slug));
  return revisions === undefined ? null : file(`${language}/${kind}/${slug}`, revisions);
}

/** The site as one of its pages sees it. */
export function createArchiveSite(
  page: ArchivePlace,
  language: Language,
  contents: ArchiveContents,
): Site {
  const own = requireFileOf(page, language, contents);
  const link = (file: string) => relativeLink(own, file);
  const { t } = wordsOf(language);
  const href = (place: ArchivePlace) => {
    const file = fileOf(place, language, contents);
    return file === null ? null : link(file);
  };
  const further: [words: string, place: ArchivePlace][] = [
    [t('catalogue:archive.title'), { to: 'teams' }],
    [
      t('catalogue:kinds.collective-action'),
      { to: 'actions', hackathonSlug: contents.hackathonSlug },
    ],
  ];
  return {
    language,
    href,
    // Nobody knows where a stick will be plugged in.
    absolute: () => null,
    translations: contents.languages.map((one) => ({
      language: one,
      href: link(requireFileOf(page, one, contents)),
    })),
    viewer: null,
    canSearch: false,
    links: further.flatMap(([words, place]) => {
      const address = href(place);
      return address === null ? [] : [{ words, href: address }];
    }),
    // The list is looked through where it is; texts and words come before the script that reads them.
    ...(page.to === 'catalogue'
      ? { scripts: [TEXTS_FILE, wordsFile(language), 'files/archive.js'].map(link) }
      : {}),
  };
}

/** The lists an archive has: everything, and each kind. */
export const LISTS: readonly (Kind | null)[] = [null, ...KINDS];

/** From one file to another, each part escaped as an address needs it. */
function relativeLink(from: string, to: string): string {
  const up = from.split('/').length - 1;
  const escaped = to.split('/').map(encodeURIComponent).join('/');
  const shared = commonFolders(from, to);
  return `${'../'.repeat(up - shared)}${escaped.split('/').slice(shared).join('/')}`;
}

function commonFolders(from: string, to: string): number {
  const first = from.split('/').slice(0, -1);
  const second = to.split('/').slice(0, -1);
  let shared = 0;
  while (shared < first.length && first[shared] === second[shared]) shared += 1;
  return shared;
}
