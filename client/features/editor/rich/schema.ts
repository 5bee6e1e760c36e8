// The nodes and marks of rich text as ProseMirror knows them: what `shared/rich-text.ts` allows, under
// the same names, and how each is drawn and recognised in HTML. Pure; needs no page.
import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { isSafeLink } from '../../../../shared/rich-text.ts';

/** Heading levels that are written; the page's own title is level 1. */
export const HEADING_LEVELS = [2, 3, 4] as const;

/** A level that is written, for one that came from elsewhere. */
export function toHeadingLevel(level: number): number {
  return Math.min(4, Math.max(2, Math.trunc(level) || 2));
}

const CELL_ATTRIBUTES = {
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null },
  align: { default: null },
} as const;

function cell(tag: 'td' | 'th', role: 'cell' | 'header_cell'): NodeSpec {
  return {
    content: 'block+',
    attrs: CELL_ATTRIBUTES,
    tableRole: role,
    isolating: true,
    parseDOM: [
      {
        tag,
        getAttrs: (element) => ({
          colspan: readSpan(element, 'colspan', 50),
          rowspan: readSpan(element, 'rowspan', 500),
        }),
      },
    ],
    toDOM({ attrs }): DOMOutputSpec {
      const { colspan, rowspan } = attrs as { colspan: number; rowspan: number };
      return [tag, { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) }, 0];
    },
  };
}

function readSpan(element: HTMLElement, name: string, max: number): number {
  const span = Number(element.getAttribute(name));
  return Number.isInteger(span) && span >= 1 && span <= max ? span : 1;
}

// The first block of this list is what an empty text begins with.
const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }],
    toDOM: (): DOMOutputSpec => ['p', 0],
  },
  heading: {
    content: 'inline*',
    group: 'block',
    attrs: { level: { default: 2 } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      attrs: { level: toHeadingLevel(level) },
    })),
    toDOM: ({ attrs }): DOMOutputSpec => [`h${toHeadingLevel(Number(attrs.level))}`, 0],
  },
  bulletList: {
    content: 'listItem+',
    group: 'block list',
    parseDOM: [{ tag: 'ul' }],
    toDOM: (): DOMOutputSpec => ['ul', 0],
  },
  orderedList: {
    content: 'listItem+',
    group: 'block list',
    attrs: { start: { default: 1 }, type: { default: null } },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (element) => {
          const start = Number(element.getAttribute('start') ?? 1);
          return { start: Number.isInteger(start) && start >= 0 && start <= 100_000 ? start : 1 };
        },
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec =>
      attrs.start === 1 ? ['ol', 0] : ['ol', { start: attrs.start }, 0],
  },
  listItem: {
    content: 'paragraph block*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: (): DOMOutputSpec => ['li', 0],
  },
  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: (): DOMOutputSpec => ['blockquote', 0],
  },
  codeBlock: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    attrs: { language: { default: null } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: (): DOMOutputSpec => ['pre', ['code', 0]],
  },
  horizontalRule: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: (): DOMOutputSpec => ['hr'],
  },
  table: {
    content: 'tableRow+',
    group: 'block',
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: (): DOMOutputSpec => ['div', { class: 'tableWrapper' }, ['table', ['tbody', 0]]],
  },
  tableRow: {
    content: '(tableCell | tableHeader)*',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: (): DOMOutputSpec => ['tr', 0],
  },
  tableCell: cell('td', 'cell'),
  tableHeader: cell('th', 'header_cell'),
  hardBreak: {
    inline: true,
    group: 'inline',
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>;

/** A mark that is a tag and a style of its own. */
function plainMark(tag: string, others: readonly string[], style?: MarkSpec['parseDOM']): MarkSpec {
  return {
    parseDOM: [...[tag, ...others].map((one) => ({ tag: one })), ...(style ?? [])],
    toDOM: (): DOMOutputSpec => [tag, 0],
  };
}

const marks = {
  link: {
    attrs: {
      href: { default: null },
      target: { default: null },
      rel: { default: null },
      class: { default: null },
      title: { default: null },
    },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href');
          return isSafeLink(href) ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }): DOMOutputSpec => [
      'a',
      {
        // Whatever a peer wrote there, nothing but a safe address is ever drawn as one.
        ...(isSafeLink(attrs.href) ? { href: attrs.href } : {}),
        target: '_blank',
        rel: 'noopener noreferrer nofollow',
      },
      0,
    ],
  },
  bold: plainMark(
    'strong',
    ['b'],
    [
      { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'bold' },
      {
        style: 'font-weight',
        getAttrs: (value) => (/^(bold(er)?|[5-9]\d{2,})$/.test(value) ? null : false),
      },
    ],
  ),
  italic: plainMark('em', ['i'], [{ style: 'font-style=italic' }]),
  strike: plainMark(
    's',
    ['del', 'strike'],
    [
      {
        style: 'text-decoration',
        getAttrs: (value) => (value.includes('line-through') ? null : false),
      },
    ],
  ),
  underline: plainMark(
    'u',
    [],
    [
      {
        style: 'text-decoration',
        getAttrs: (value) => (value.includes('underline') ? null : false),
      },
    ],
  ),
  code: { excludes: '_', ...plainMark('code', []) },
} satisfies Record<string, MarkSpec>;

/** The schema of every rich text. */
export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({
  nodes: nodes as Record<keyof typeof nodes, NodeSpec>,
  marks: marks as Record<keyof typeof marks, MarkSpec>,
});
