// The names of elements and formats a document may use. Whatever is not among them would be deleted by
// the next editor that opens the document. Knows no update.
import { RICH_MARKS, RICH_NODES } from '../../shared/rich-text.ts';

/** What an update is allowed to name. */
export interface KnownNames {
  isElement(name: string): boolean;
  isFormat(name: string): boolean;
}

const ELEMENTS = new Set(Object.keys(RICH_NODES).filter((name) => name !== 'text'));
const FORMATS = new Set(Object.keys(RICH_MARKS));

/** The nodes and marks of rich text; runs of text are no elements. */
export const RICH_NAMES: KnownNames = {
  isElement: (name) => ELEMENTS.has(name),
  isFormat: (name) => FORMATS.has(name),
};
