// What a page must know of where it is read: on this server, or in a folder without one. Renderers
// are pure functions (view, site) → HTML text; the site decides every link and knows no content.
import type { CatalogueSearch } from '../../shared/api/catalogue.ts';
import type { Kind } from '../../shared/kinds.ts';
import type { Language } from '../../shared/language-choice.ts';

/** Something a page may link to. */
export type Place =
  | { readonly to: 'home' }
  | { readonly to: 'sign-in' }
  | { readonly to: 'catalogue'; readonly search?: Partial<CatalogueSearch> }
  | { readonly to: 'record'; readonly kind: Kind; readonly slug: string }
  | {
      readonly to: 'revision';
      readonly kind: Kind;
      readonly slug: string;
      readonly number: number;
    }
  /** What differs between two revisions. */
  | {
      readonly to: 'diff';
      readonly kind: Kind;
      readonly slug: string;
      readonly from: number;
      readonly until: number;
    }
  /** The collective actions of a hackathon. */
  | { readonly to: 'actions'; readonly hackathonSlug: string }
  /** A record as a file. */
  | {
      readonly to: 'record-file';
      readonly kind: Kind;
      readonly slug: string;
      readonly format: 'json' | 'jsonld';
    }
  /** A list as a file. */
  | {
      readonly to: 'list-file';
      readonly format: 'json' | 'csv';
      readonly search?: Partial<CatalogueSearch>;
    }
  | { readonly to: 'feed'; readonly format: 'atom' | 'json' }
  | { readonly to: 'api-docs' }
  /** A picture that somebody uploaded, by its name. */
  | { readonly to: 'image'; readonly name: string }
  /** The picture by which a page is shown where somebody links to it. */
  | {
      readonly to: 'preview';
      readonly of: PreviewOf;
      readonly language: Language;
      readonly version: string;
    }
  /** The picture of a hackathon, by its address on this server. */
  | { readonly to: 'brand-logo'; readonly path: string }
  /** A style sheet, script, font or picture of `page-files.ts`, by its plain name. */
  | { readonly to: 'file'; readonly name: string };

/** What a preview picture is of. */
export type PreviewOf =
  | { readonly type: 'record'; readonly kind: Kind; readonly slug: string }
  | { readonly type: 'actions' | 'hackathon'; readonly slug: string };

/** Somebody signed in. */
export interface Viewer {
  /** The boards of their hackathons: the way back. */
  readonly boards: readonly { readonly name: string; readonly href: string }[];
}

/** Where pages are read. One object per page when links are relative. */
export interface Site {
  readonly language: Language;
  /**
   * The address to link to from the page being rendered. `null`: this site has no such thing, and the
   * page leaves it out or writes its words without a link.
   */
  href(place: Place): string | null;
  /** The whole address for previews and feeds; `null` where nobody can know it. */
  absolute(place: Place): string | null;
  /** This very page in each of our languages, its own among them; empty when there is one only. */
  readonly translations: readonly { readonly language: Language; readonly href: string }[];
  /** Nobody, in an archive. */
  readonly viewer: Viewer | null;
  /** The search form is left out where nothing answers it. */
  readonly canSearch: boolean;
  /** Further links of the header, for pages only this site has. */
  readonly links?: readonly { readonly words: string; readonly href: string }[];
  /** Further classic scripts for every page, as addresses; an archive brings its own search. */
  readonly scripts?: readonly string[];
}
