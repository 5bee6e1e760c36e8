// The field table of each kind. The editor's form, completeness, validation, import, export, search
// facets and the catalogue page are all read from here: a new field is one row.
import { TAG_IDS } from './tags.ts';

/** What a document is about. */
export type Kind = 'tool' | 'use-case' | 'organisation' | 'collective-action';

export const KINDS: readonly Kind[] = ['tool', 'use-case', 'organisation', 'collective-action'];

export function isKind(value: string): value is Kind {
  return (KINDS as readonly string[]).includes(value);
}

/** Where a finished entry may go; each has its own list of what must be there. */
export type Target = 'catalogue' | 'toolbox' | 'publiccode';

export const TARGETS: readonly Target[] = ['catalogue', 'toolbox', 'publiccode'];

/**
 * How a field is kept in the Y.Doc and what its value is in a projection:
 *
 * | type | root | value |
 * |---|---|---|
 * | text | `Y.Text` | `string` |
 * | lines | `Y.Text`, one item a line | `string[]` |
 * | rich | `Y.XmlFragment` | `RichNode[]` |
 * | url | `Y.Text` | `string`, as typed |
 * | urls | `Y.Map` url → true | `string[]` |
 * | choice | `Y.Map` `value` → id | `string \| null` |
 * | date | `Y.Map` `value` → `YYYY-MM-DD` | `string \| null` |
 * | number | `Y.Map` `value` → number | `number \| null` |
 * | set | `Y.Map` id → true | `string[]` |
 * | tags | `Y.Map` id → label (own tags) or true | `{ id, label }[]` |
 * | relation | `Y.Map` reference → label | `{ ref, label }[]` |
 * | signatories | `Y.Map` signatory id → descriptor | `Signatory[]` |
 *
 * A localised field has one root per language (`summary.en`), and its value is a record by language.
 */
export type FieldType =
  | 'text'
  | 'lines'
  | 'rich'
  | 'url'
  | 'urls'
  | 'choice'
  | 'date'
  | 'number'
  | 'set'
  | 'tags'
  | 'relation'
  | 'signatories';

/** Which part of the form a field stands in. */
export type Section = 'identity' | 'story' | 'facts' | 'links' | 'relations' | 'signatories';

/** One row of the table. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly section: Section;
  /** One root per language. */
  readonly localised?: true;
  /** The targets that refuse an entry without it. */
  readonly requiredFor?: readonly Target[];
  /** Counts towards completeness though nothing refuses an entry without it. */
  readonly recommended?: true;
  /** The addresses are of pictures, which may also be uploaded. */
  readonly picture?: true;
  /** Longest text, in graphemes (as a person counts). */
  readonly maxGraphemes?: number;
  /** Most items of a set, relation or list. */
  readonly maxItems?: number;
  /** The ids a choice or set takes; `countries`, `languages` and `spdx` name the standard lists. */
  readonly options?: readonly string[] | 'countries' | 'languages' | 'spdx';
  /** The kinds a relation may point to. */
  readonly relatedKinds?: readonly Kind[];
  /** The attribute's English label in the toolbox API. */
  readonly toolbox?: string;
  /** For toolbox relations: the label of the opposite direction. */
  readonly toolboxReverse?: string;
  /** Column name in CSV exports; the field's name when absent. */
  readonly csv?: string;
  /** Path in publiccode.yml 0.7. */
  readonly publiccode?: string;
  /** A facet of catalogue search. */
  readonly facet?: true;
}

const MAX_NAME = 120;
const MAX_SUMMARY = 150;
const MAX_DESCRIPTION = 10_000;

const name: Field = {
  name: 'name',
  type: 'text',
  section: 'identity',
  requiredFor: ['catalogue', 'toolbox', 'publiccode'],
  maxGraphemes: MAX_NAME,
  toolbox: 'Name',
  publiccode: 'name',
};

const summary: Field = {
  name: 'summary',
  type: 'text',
  section: 'story',
  localised: true,
  recommended: true,
  maxGraphemes: MAX_SUMMARY,
  toolbox: 'Summary',
  publiccode: 'description.*.shortDescription',
};

const description: Field = {
  name: 'description',
  type: 'rich',
  section: 'story',
  localised: true,
  requiredFor: ['catalogue', 'toolbox', 'publiccode'],
  maxGraphemes: MAX_DESCRIPTION,
  toolbox: 'Description',
  publiccode: 'description.*.longDescription',
};

const website: Field = {
  name: 'website',
  type: 'url',
  section: 'links',
  recommended: true,
  toolbox: 'Website',
  publiccode: 'landingURL',
};

const wikidata: Field = {
  name: 'wikidata',
  type: 'text',
  section: 'links',
  maxGraphemes: 20,
  toolbox: 'Wikidata',
};

const logo: Field = {
  name: 'logo',
  type: 'url',
  picture: true,
  section: 'links',
  toolbox: 'Logo',
  publiccode: 'logo',
};

const tags: Field = {
  name: 'tags',
  type: 'tags',
  section: 'facts',
  recommended: true,
  options: TAG_IDS,
  maxItems: 20,
  toolbox: 'Tags',
  publiccode: 'categories',
  facet: true,
};

const countries: Field = {
  name: 'countries',
  type: 'set',
  section: 'facts',
  options: 'countries',
  maxItems: 250,
  toolbox: 'Location',
  publiccode: 'intendedAudience.countries',
  facet: true,
};

const TOOL: readonly Field[] = [
  name,
  {
    name: 'toolType',
    type: 'choice',
    section: 'identity',
    options: ['software', 'platform'],
    requiredFor: ['catalogue', 'toolbox'],
    facet: true,
  },
  { ...summary, requiredFor: ['catalogue', 'publiccode'] },
  description,
  {
    name: 'features',
    type: 'lines',
    section: 'story',
    localised: true,
    requiredFor: ['publiccode'],
    maxItems: 30,
    maxGraphemes: 3000,
    publiccode: 'description.*.features',
  },
  {
    name: 'licence',
    type: 'text',
    section: 'facts',
    options: 'spdx',
    recommended: true,
    requiredFor: ['publiccode'],
    maxGraphemes: 200,
    toolbox: 'License',
    publiccode: 'legal.license',
    facet: true,
  },
  {
    name: 'developmentStatus',
    type: 'choice',
    section: 'facts',
    options: ['concept', 'development', 'beta', 'stable', 'obsolete'],
    requiredFor: ['publiccode'],
    publiccode: 'developmentStatus',
    facet: true,
  },
  {
    name: 'softwareType',
    type: 'choice',
    section: 'facts',
    options: [
      'standalone/mobile',
      'standalone/iot',
      'standalone/desktop',
      'standalone/web',
      'standalone/backend',
      'standalone/other',
      'addon',
      'library',
      'configurationFiles',
    ],
    requiredFor: ['publiccode'],
    publiccode: 'softwareType',
  },
  {
    name: 'platforms',
    type: 'set',
    section: 'facts',
    options: ['web', 'windows', 'mac', 'linux', 'android', 'ios'],
    requiredFor: ['publiccode'],
    publiccode: 'platforms',
    facet: true,
  },
  {
    name: 'maintenanceType',
    type: 'choice',
    section: 'facts',
    options: ['internal', 'contract', 'community', 'none'],
    requiredFor: ['publiccode'],
    publiccode: 'maintenance.type',
  },
  {
    name: 'languages',
    type: 'set',
    section: 'facts',
    options: 'languages',
    maxItems: 190,
    requiredFor: ['publiccode'],
    publiccode: 'localisation.availableLanguages',
  },
  tags,
  countries,
  website,
  {
    name: 'sourceCode',
    type: 'url',
    section: 'links',
    recommended: true,
    requiredFor: ['publiccode'],
    toolbox: 'SourceCode',
    publiccode: 'url',
  },
  wikidata,
  logo,
  {
    name: 'screenshots',
    type: 'urls',
    picture: true,
    section: 'links',
    maxItems: 12,
    toolbox: 'Screenshot',
  },
  {
    name: 'developer',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    recommended: true,
    maxItems: 50,
    toolbox: 'Developer',
    toolboxReverse: 'Developer of',
  },
  {
    name: 'provider',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    maxItems: 50,
    toolbox: 'Provider',
    toolboxReverse: 'Provider of',
  },
  {
    name: 'partner',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    maxItems: 50,
    toolbox: 'Partner',
    toolboxReverse: 'Partner of',
  },
  {
    name: 'usedBy',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    maxItems: 100,
    toolbox: 'Used by',
    toolboxReverse: 'Uses',
  },
  {
    name: 'interoperableWith',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['tool'],
    maxItems: 50,
    toolbox: 'Software',
    toolboxReverse: 'Software',
  },
];

const USE_CASE: readonly Field[] = [
  name,
  { ...summary, requiredFor: ['catalogue'] },
  description,
  {
    name: 'scale',
    type: 'choice',
    section: 'facts',
    options: ['local', 'regional', 'national', 'international'],
    recommended: true,
    toolbox: 'Scale',
    facet: true,
  },
  { ...countries, recommended: true },
  {
    name: 'places',
    type: 'lines',
    section: 'facts',
    maxItems: 20,
    maxGraphemes: 500,
    toolbox: 'Places',
  },
  { name: 'startedOn', type: 'date', section: 'facts', toolbox: 'Started on' },
  tags,
  website,
  {
    name: 'by',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['organisation'],
    requiredFor: ['catalogue'],
    maxItems: 50,
    toolbox: 'By',
    toolboxReverse: 'Final Use',
  },
  {
    name: 'uses',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['tool'],
    requiredFor: ['catalogue'],
    maxItems: 50,
    toolbox: 'Tool',
    toolboxReverse: 'Used by',
  },
];

const ORGANISATION: readonly Field[] = [
  name,
  {
    name: 'organisationKind',
    type: 'choice',
    section: 'identity',
    options: [
      'national-government',
      'subnational-government',
      'civil-society',
      'company',
      'academia',
      'international-body',
    ],
    requiredFor: ['catalogue'],
    toolbox: 'Organization type',
    facet: true,
  },
  {
    name: 'country',
    type: 'choice',
    section: 'identity',
    options: 'countries',
    recommended: true,
    toolbox: 'Location',
    facet: true,
  },
  summary,
  description,
  website,
  wikidata,
  logo,
];

const COLLECTIVE_ACTION: readonly Field[] = [
  name,
  { name: 'number', type: 'number', section: 'identity' },
  {
    name: 'theme',
    type: 'choice',
    section: 'identity',
    options: [
      'transparency-integrity-anticorruption',
      'climate-sustainable-development',
      'digital-commons',
    ],
    requiredFor: ['catalogue'],
    facet: true,
  },
  { name: 'workingGroup', type: 'text', section: 'identity', maxGraphemes: 200 },
  summary,
  { ...description, requiredFor: ['catalogue'] },
  {
    name: 'signatories',
    type: 'signatories',
    section: 'signatories',
    requiredFor: ['catalogue'],
    maxItems: 500,
  },
  {
    name: 'tools',
    type: 'relation',
    section: 'relations',
    relatedKinds: ['tool'],
    recommended: true,
    maxItems: 100,
  },
];

/** The fields of each kind, in the order of the form. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  tool: TOOL,
  'use-case': USE_CASE,
  organisation: ORGANISATION,
  'collective-action': COLLECTIVE_ACTION,
};

const BY_NAME = new Map(
  KINDS.map((kind) => [kind, new Map(FIELDS[kind].map((field) => [field.name, field]))]),
);

/** The row of a field, or `null` when the kind has none of that name. */
export function getField(kind: Kind, fieldName: string): Field | null {
  return BY_NAME.get(kind)?.get(fieldName) ?? null;
}

/** What kind of party signs a collective action. */
export type SignatoryKind =
  | 'government'
  | 'subnational-government'
  | 'civil-society'
  | 'company'
  | 'academia'
  | 'international-body';

export const SIGNATORY_KINDS: readonly SignatoryKind[] = [
  'government',
  'subnational-government',
  'civil-society',
  'company',
  'academia',
  'international-body',
];
