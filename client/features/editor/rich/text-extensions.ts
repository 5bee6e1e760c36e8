// The nodes and marks of rich text as Tiptap extensions: what `shared/rich-text.ts` allows, under the
// same names. Tiptap's own where they fit, narrower where a paste could bring more than a record may
// hold.
import { type Extensions, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListItem } from '@tiptap/extension-list/item';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import { HEADING_LEVELS, toHeadingLevel } from './heading-levels.ts';
import { Link } from './link.ts';
import { Table, TableCell, TableHeader, TableRow } from './table-nodes.ts';

/** Levels that are not written become the nearest that is, typed or pasted. */
const TextHeading = Heading.extend({
  addAttributes() {
    // Never read from an attribute of the HTML: the tag says it.
    return { level: { default: 2, rendered: false, parseHTML: () => null } };
  },
  parseHTML() {
    return [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      attrs: { level: toHeadingLevel(level) },
    }));
  },
  addInputRules() {
    return [
      textblockTypeInputRule({
        find: /^(#{1,4})\s$/,
        type: this.type,
        getAttributes: (match) => ({ level: toHeadingLevel(match[1]?.length ?? 2) }),
      }),
    ];
  },
}).configure({ levels: [...HEADING_LEVELS] });

/** Signs, rules and columns stand on the side where the words begin. */
const OWN_DIRECTION = { dir: 'auto' } as const;

const NumberedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => {
          const start = Number(element.getAttribute('start') ?? 1);
          return Number.isInteger(start) && start >= 0 && start <= 100_000 ? start : 1;
        },
        renderHTML: ({ start }) => (start === 1 ? {} : { start }),
      },
      type: { default: null, rendered: false, parseHTML: () => null },
    };
  },
  renderHTML({ HTMLAttributes }) {
    return ['ol', { ...HTMLAttributes, ...OWN_DIRECTION }, 0];
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d{1,5})[.)]\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) =>
          node.childCount + Number(node.attrs.start) === Number(match[1]),
      }),
    ];
  },
});

const TextCodeBlock = CodeBlock.extend({
  addAttributes() {
    return {
      language: {
        default: null,
        parseHTML: (element) => element.getAttribute('data-language')?.slice(0, 40) || null,
        renderHTML: ({ language }) => (language === null ? {} : { 'data-language': language }),
      },
    };
  },
  renderHTML({ HTMLAttributes }) {
    return ['pre', HTMLAttributes, ['code', 0]];
  },
  // Words copied in a code editor are more often prose in Markdown than code.
  addProseMirrorPlugins: () => [],
});

/** Every node and mark of a rich text. */
export const TEXT_EXTENSIONS: Extensions = [
  Document,
  Paragraph,
  Text,
  TextHeading,
  BulletList.configure({ HTMLAttributes: OWN_DIRECTION }),
  NumberedList,
  ListItem.extend({ content: 'paragraph block*' }),
  Blockquote.configure({ HTMLAttributes: OWN_DIRECTION }),
  TextCodeBlock,
  HorizontalRule,
  HardBreak,
  Table,
  TableRow,
  TableHeader,
  TableCell,
  Link,
  Bold,
  Italic,
  Strike,
  Underline,
  Code,
];
