// Rich text as plain values: the nodes and marks a document may hold, read from and written to Yjs
// without an editor. The names are Tiptap's.
import * as Y from 'yjs';
import { normaliseUrl } from './normalise.ts';

/** A mark on a run of text. */
export interface RichMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** One node, as ProseMirror's JSON. */
export interface RichNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly RichNode[];
  readonly text?: string;
  readonly marks?: readonly RichMark[];
}

type AttributeCheck = (value: unknown) => boolean;

/** Longest attribute value that is a name, a target or a title; addresses have their own limit. */
const MAX_ATTRIBUTE = 200;

const isString: AttributeCheck = (value) =>
  typeof value === 'string' && value.length <= MAX_ATTRIBUTE;
const isNullOr =
  (check: AttributeCheck): AttributeCheck =>
  (value) =>
    value === null || value === undefined || check(value);
const isWhole =
  (min: number, max: number): AttributeCheck =>
  (value) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

const isColumnWidths: AttributeCheck = (value) =>
  Array.isArray(value) && value.every((width) => width === null || isWhole(0, 10_000)(width));

/** The block and inline nodes a record may hold, with their attributes (LI3). */
export const RICH_NODES: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
  paragraph: {},
  heading: { level: isWhole(1, 6) },
  bulletList: {},
  orderedList: { start: isNullOr(isWhole(0, 100_000)), type: isNullOr(isString) },
  listItem: {},
  blockquote: {},
  codeBlock: { language: isNullOr(isString) },
  horizontalRule: {},
  hardBreak: {},
  table: {},
  tableRow: {},
  tableHeader: {
    colspan: isNullOr(isWhole(1, 50)),
    rowspan: isNullOr(isWhole(1, 500)),
    colwidth: isNullOr(isColumnWidths),
    align: isNullOr(isString),
  },
  tableCell: {
    colspan: isNullOr(isWhole(1, 50)),
    rowspan: isNullOr(isWhole(1, 500)),
    colwidth: isNullOr(isColumnWidths),
    align: isNullOr(isString),
  },
  text: {},
};

/** Protocols a link may have; everything else never becomes a record. */
const LINK_PROTOCOLS = ['http:', 'https:', 'mailto:'];

/** Whether a link may stand in a record. */
export function isSafeLink(href: unknown): boolean {
  if (typeof href !== 'string') return false;
  if (href.startsWith('mailto:')) return URL.canParse(href);
  return (
    URL.canParse(href) &&
    LINK_PROTOCOLS.includes(new URL(href).protocol) &&
    normaliseUrl(href) !== null
  );
}

/** The marks a record may hold, with their attributes. */
export const RICH_MARKS: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
  bold: {},
  italic: {},
  strike: {},
  underline: {},
  code: {},
  link: {
    href: isSafeLink,
    target: isNullOr(isString),
    rel: isNullOr(isString),
    class: isNullOr(isString),
    title: isNullOr(isString),
  },
};

/** What is wrong with a piece of rich text, as stable codes with the offending name. */
interface RichProblem {
  readonly code: 'unknown-node' | 'unknown-mark' | 'bad-attribute' | 'unsafe-link';
  readonly name: string;
}

/** Everything in `nodes` that may not become a record; empty when all is well. Never repairs. */
export function checkRichText(nodes: readonly RichNode[]): RichProblem[] {
  const problems: RichProblem[] = [];
  const visit = (node: RichNode): void => {
    const known = RICH_NODES[node.type];
    const isText = node.type === 'text';
    if (
      known === undefined ||
      !Object.hasOwn(RICH_NODES, node.type) ||
      // An element that calls itself text would hide what is in it.
      isText !== (typeof node.text === 'string') ||
      (isText && node.content !== undefined)
    ) {
      problems.push({ code: 'unknown-node', name: node.type });
    } else {
      checkAttributes(node.type, node.attrs, known, problems);
    }
    for (const mark of node.marks ?? []) {
      const knownMark = Object.hasOwn(RICH_MARKS, mark.type) ? RICH_MARKS[mark.type] : undefined;
      if (knownMark === undefined) problems.push({ code: 'unknown-mark', name: mark.type });
      else checkAttributes(mark.type, mark.attrs, knownMark, problems);
    }
    node.content?.forEach(visit);
  };
  nodes.forEach(visit);
  return problems;
}

function checkAttributes(
  owner: string,
  attributes: Readonly<Record<string, unknown>> | undefined,
  known: Readonly<Record<string, AttributeCheck>>,
  problems: RichProblem[],
): void {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (check === undefined || !check(value)) {
      const code = owner === 'link' && name === 'href' ? 'unsafe-link' : 'bad-attribute';
      problems.push({ code, name: `${owner}.${name}` });
    }
  }
}

/** Deepest nesting that is read; admission refuses deeper ones (24), this only ends the recursion. */
const MAX_DEPTH = 64;

/** The fragment as nodes. Total: whatever a peer wrote there is read, nothing is repaired. */
export function readRichText(fragment: Y.XmlFragment): RichNode[] {
  return readChildren(fragment, 0);
}

function readChildren(parent: Y.XmlFragment | Y.XmlElement, depth: number): RichNode[] {
  if (depth > MAX_DEPTH) return [];
  const nodes: RichNode[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) nodes.push(...readRuns(child));
    else if (child instanceof Y.XmlElement) nodes.push(readElement(child, depth));
  }
  return nodes;
}

function readElement(element: Y.XmlElement, depth: number): RichNode {
  const attributes = readAttributes(element.getAttributes() as Record<string, unknown>);
  const content = readChildren(element, depth + 1);
  return {
    type: element.nodeName,
    ...(Object.keys(attributes).length > 0 ? { attrs: attributes } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

function readRuns(text: Y.XmlText): RichNode[] {
  const runs: RichNode[] = [];
  for (const { insert, attributes } of text.toDelta() as {
    insert: unknown;
    attributes?: Record<string, unknown>;
  }[]) {
    if (typeof insert !== 'string' || insert === '') continue;
    const marks = Object.entries(attributes ?? {}).map(
      ([type, attrs]): RichMark =>
        isPlainObject(attrs) && Object.keys(attrs).length > 0
          ? { type, attrs: readAttributes(attrs) }
          : { type },
    );
    runs.push(
      marks.length > 0 ? { type: 'text', text: insert, marks } : { type: 'text', text: insert },
    );
  }
  return runs;
}

/**
 * Attribute values as JSON can hold them: single values and flat lists. Anything else (a shared type,
 * a big integer, deep nesting), which no editor writes, becomes an object no check lets through.
 */
function readAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      isSimple(value) || (Array.isArray(value) && value.every(isSimple)) ? value : UNREADABLE,
    ]),
  );
}

const UNREADABLE = { unreadable: true } as const;

function isSimple(value: unknown): boolean {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Appends nodes to a fragment, in the form Tiptap's collaboration extension reads. */
export function writeRichText(fragment: Y.XmlFragment, nodes: readonly RichNode[]): void {
  fragment.insert(fragment.length, toRichXml(nodes));
}

/** Nodes as new Yjs types, to be inserted into a fragment or element. */
export function toRichXml(nodes: readonly RichNode[]): (Y.XmlElement | Y.XmlText)[] {
  const children: (Y.XmlElement | Y.XmlText)[] = [];
  let run: RichNode[] = [];
  const endRun = () => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(
      run.map((node) => ({
        insert: node.text ?? '',
        ...(node.marks && node.marks.length > 0
          ? {
              attributes: Object.fromEntries(
                node.marks.map((mark) => [mark.type, mark.attrs ?? {}]),
              ),
            }
          : {}),
      })),
    );
    children.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') {
      run.push(node);
      continue;
    }
    endRun();
    const element = new Y.XmlElement(node.type);
    for (const [name, value] of Object.entries(node.attrs ?? {})) {
      // Yjs types attributes as strings but keeps any JSON value, and Tiptap reads numbers back.
      element.setAttribute(name, value as string);
    }
    element.insert(0, toRichXml(node.content ?? []));
    children.push(element);
  }
  endRun();
  return children;
}

/** Paragraphs of plain text as nodes: a blank line starts a new one, a line break stays one. */
export function plainToRichText(plain: string): RichNode[] {
  return plain
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({
      type: 'paragraph',
      content: paragraph
        .split('\n')
        .flatMap((line, index): RichNode[] => [
          ...(index > 0 ? [{ type: 'hardBreak' }] : []),
          ...(line === '' ? [] : [{ type: 'text', text: line }]),
        ]),
    }));
}

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'blockquote',
  'horizontalRule',
]);

/** The words of rich text, blocks on lines of their own; list items with a dash. */
export function richToPlain(nodes: readonly RichNode[]): string {
  const lines: string[] = [''];
  const write = (text: string) => {
    lines[lines.length - 1] += text;
  };
  const startLine = () => {
    if (lines[lines.length - 1] !== '') lines.push('');
  };
  const visit = (node: RichNode): void => {
    if (node.type === 'text') write(node.text ?? '');
    else if (node.type === 'hardBreak') lines.push('');
    else {
      if (BLOCKS.has(node.type)) startLine();
      if (node.type === 'listItem') write('- ');
      node.content?.forEach((child, index) => {
        // The first paragraph of an item stays on the dash's line.
        if (node.type === 'listItem' && index === 0) child.content?.forEach(visit);
        else visit(child);
        if (node.type === 'tableRow' && index < (node.content?.length ?? 0) - 1) write('\t');
      });
      if (BLOCKS.has(node.type)) startLine();
    }
  };
  const visitCell = (node: RichNode): RichNode => {
    if (node.type === 'tableCell' || node.type === 'tableHeader') {
      return { type: 'text', text: richToPlain(node.content ?? []).replaceAll('\n', ' ') };
    }
    return node.content ? { ...node, content: node.content.map(visitCell) } : node;
  };
  nodes.map(visitCell).forEach(visit);
  return lines.join('\n').trim();
}
