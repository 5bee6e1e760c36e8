// What a row of the field table says, and where a finished entry may go. Knows no row.
import type { Kind } from '../kinds.ts';

/** Where a finished entry may go; each has its own list of what must be there. */
export type Target = 'catalogue' | 'toolbox' | 'publiccode';

/** In the order the screens name them. */
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
type FieldType =
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
  /** Holds for an entry adapted from this one too: another place says the same until it says more. */
  readonly carried?: true;
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

/** Whether its words read on from each other, rather than being items of their own. */
export function isRunningText({ type }: Field): boolean {
  return type === 'text' || type === 'url' || type === 'rich' || type === 'lines';
}
