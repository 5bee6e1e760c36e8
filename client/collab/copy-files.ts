// A local copy as files a person can keep: words to read, and data from which nothing is missing.
import * as Y from 'yjs';
import { toBase64 } from '../../shared/base64.ts';
import type { Relation, Tag } from '../../shared/document.ts';
import type { Field } from '../../shared/fields/field.ts';
import { FIELDS } from '../../shared/fields.ts';
import type { Kind } from '../../shared/kinds.ts';
import { slugify } from '../../shared/normalise.ts';
import {
  isEmptyValue,
  type LocalisedValue,
  type PlainValue,
  plainWords,
  project,
} from '../../shared/projection.ts';
import { richToMarkdown } from '../../shared/rich-markdown.ts';
import type { RichNode } from '../../shared/rich-text.ts';
import type { TextFile } from '../ui/save-file.ts';

/** How a copy is written: `text` to read, `data` complete with the Yjs update in base 64. */
type CopyFormat = 'text' | 'data';

/** The copy of one document as a file. */
export function copyFile(
  kind: Kind,
  doc: Y.Doc,
  format: CopyFormat,
  label: FieldLabel = (field) => field,
): TextFile {
  const { title } = project(kind, doc);
  const name = slugify(title);
  return format === 'text'
    ? { name: `${name}.md`, type: 'text/markdown', content: copyAsText(kind, doc, label) }
    : { name: `${name}.json`, type: 'application/json', content: copyAsData(kind, doc) };
}

/** Names a field in the reader's language. */
type FieldLabel = (field: string) => string;

/** The words of a document, field by field, as Markdown; fields by their own names without `label`. */
export function copyAsText(kind: Kind, doc: Y.Doc, label: FieldLabel = (field) => field): string {
  const { title, fields } = project(kind, doc);
  const parts = [`# ${title}`];
  for (const field of FIELDS[kind]) {
    const value = fields[field.name];
    if (field.name === 'name' || value === undefined || isEmptyValue(value)) continue;
    if (!field.localised) {
      parts.push(`## ${label(field.name)}\n\n${markdownOf(field, value as PlainValue)}`);
      continue;
    }
    for (const [language, local] of Object.entries(value as LocalisedValue)) {
      parts.push(`## ${label(field.name)} (${language})\n\n${markdownOf(field, local)}`);
    }
  }
  return `${parts.join('\n\n')}\n`;
}

function markdownOf(field: Field, value: PlainValue): string {
  switch (field.type) {
    case 'rich':
      // The document's name is the first level, and a field the second.
      return richToMarkdown(value as readonly RichNode[], 1).trimEnd();
    case 'tags':
      return list((value as readonly Tag[]).map(({ id, label }) => label ?? id));
    case 'relation':
      return list((value as readonly Relation[]).map(({ label }) => label));
    default:
      return Array.isArray(value) && field.type !== 'signatories'
        ? list(value as readonly string[])
        : plainWords(field, value);
  }
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** The document as JSON: its projection and the whole state as a Yjs update. */
function copyAsData(kind: Kind, doc: Y.Doc): string {
  const { title, fields } = project(kind, doc);
  const update = toBase64(Y.encodeStateAsUpdate(doc));
  return `${JSON.stringify({ kind, title, fields, update }, null, 2)}\n`;
}
