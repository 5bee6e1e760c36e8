// Rich text as plain values and back.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  checkRichText,
  plainToRichText,
  type RichNode,
  readRichText,
  richToPlain,
  writeRichText,
} from './rich-text.ts';

const text = (words: string, ...marks: RichNode['marks'] & object): RichNode =>
  marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words };
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });
const cell = (words: string): RichNode => ({
  type: 'tableCell',
  attrs: { colspan: 1, rowspan: 1, colwidth: [120] },
  content: [paragraph(text(words))],
});

const WHOLE: RichNode[] = [
  { type: 'heading', attrs: { level: 2 }, content: [text('A title')] },
  paragraph(
    text('Plain, '),
    text('bold', { type: 'bold' }),
    text(' and '),
    text('linked', { type: 'link', attrs: { href: 'https://example.org/' } }),
    { type: 'hardBreak' },
    text('second line'),
  ),
  {
    type: 'bulletList',
    content: [
      { type: 'listItem', content: [paragraph(text('one'))] },
      {
        type: 'listItem',
        content: [
          paragraph(text('two')),
          {
            type: 'orderedList',
            attrs: { start: 1 },
            content: [{ type: 'listItem', content: [paragraph(text('inner'))] }],
          },
        ],
      },
    ],
  },
  { type: 'blockquote', content: [paragraph(text('quoted'))] },
  { type: 'horizontalRule' },
  { type: 'codeBlock', attrs: { language: 'js' }, content: [text('let x;\nx++')] },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('a'), cell('b')] },
      { type: 'tableRow', content: [cell('c'), cell('d')] },
    ],
  },
];

describe('rich text', () => {
  it('comes back as it was written', () => {
    const fragment = new Y.Doc().getXmlFragment('f');
    writeRichText(fragment, WHOLE);
    expect(readRichText(fragment)).toEqual(WHOLE);
    expect(checkRichText(WHOLE)).toEqual([]);
  });

  it('reads as plain text: blocks on lines, items with dashes, cells apart', () => {
    expect(richToPlain(WHOLE)).toBe(
      [
        'A title',
        'Plain, bold and linked',
        'second line',
        '- one',
        '- two',
        '- inner',
        'quoted',
        'let x;\nx++',
        'a\tb',
        'c\td',
      ].join('\n'),
    );
  });

  it('is made of plain text: a blank line is a paragraph, a line break stays one', () => {
    const nodes = plainToRichText('One\r\nline\n\n\n  Two  \n\n');
    expect(nodes).toEqual([
      paragraph(text('One'), { type: 'hardBreak' }, text('line')),
      paragraph(text('Two')),
    ]);
    expect(richToPlain(nodes)).toBe('One\nline\nTwo');
    expect(plainToRichText(' \n ')).toEqual([]);
  });

  it('shows values no editor writes as something no check lets through', () => {
    const fragment = new Y.Doc().getXmlFragment('f');
    const heading = new Y.XmlElement('heading');
    fragment.insert(0, [heading]);
    // As a peer that knows no types may write it.
    heading.setAttribute('level', 2n as unknown as string);
    heading.setAttribute('constructor', 'x');
    const nodes = readRichText(fragment);
    expect(JSON.parse(JSON.stringify(nodes))).toEqual(nodes);
    expect(checkRichText(nodes).map(({ name }) => name)).toEqual([
      'heading.level',
      'heading.constructor',
    ]);
  });

  it('[LI3] an element that calls itself text is no text', () => {
    expect(checkRichText([{ type: 'text', content: [text('hidden')] }])).toEqual([
      { code: 'unknown-node', name: 'text' },
    ]);
  });
});
