// Rich text leaves as Markdown that says the same.
import { expect, test } from 'vitest';
import { richToMarkdown } from './rich-markdown.ts';
import type { RichNode } from './rich-text.ts';

const text = (words: string, ...marks: string[]): RichNode => ({
  type: 'text',
  text: words,
  marks: marks.map((type) =>
    type.startsWith('http') ? { type: 'link', attrs: { href: type } } : { type },
  ),
});
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });
const item = (...content: RichNode[]): RichNode => ({ type: 'listItem', content });

test('blocks are written as Markdown has them', () => {
  const nodes: RichNode[] = [
    { type: 'heading', attrs: { level: 2 }, content: [text('Why')] },
    paragraph(text('Rivers rise.')),
    {
      type: 'bulletList',
      content: [
        item(paragraph(text('one'))),
        item(paragraph(text('two')), {
          type: 'orderedList',
          attrs: { start: 3 },
          content: [item(paragraph(text('deep')))],
        }),
      ],
    },
    { type: 'blockquote', content: [paragraph(text('said'))] },
    { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('const a = `b`;')] },
    { type: 'horizontalRule' },
  ];
  expect(richToMarkdown(nodes)).toBe(
    [
      '## Why',
      'Rivers rise.',
      '- one\n- two\n  3. deep',
      '> said',
      '```ts\nconst a = `b`;\n```',
      '---',
      '',
    ]
      .join('\n\n')
      .replace(/\n\n$/, '\n'),
  );
});

test('marks share their signs, and spaces stay outside of them', () => {
  expect(
    richToMarkdown([
      paragraph(
        text('A '),
        text('bold ', 'bold'),
        text('and both', 'bold', 'italic'),
        text(' then '),
        text('here', 'https://example.org/a_(b)'),
        text(' x', 'strike'),
        text('a`b', 'code'),
      ),
    ]),
  ).toBe('A **bold *and both*** then [here](https://example.org/a_%28b%29) ~~x~~``a`b``\n');
});

test('words that look like Markdown stay words', () => {
  expect(
    richToMarkdown([
      paragraph(text('# no heading, 2 * 3 * 4, snake_case, [x], <b>, &amp;')),
      paragraph(text('1. no list')),
      paragraph(text('- neither')),
    ]),
  ).toBe(
    '\\# no heading, 2 \\* 3 \\* 4, snake\\_case, \\[x\\], \\<b\\>, \\&amp;\n\n1\\. no list\n\n\\- neither\n',
  );
});

test('a table is a table, each cell on one line', () => {
  const cell = (type: string, ...content: RichNode[]): RichNode => ({ type, content });
  expect(
    richToMarkdown([
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              cell('tableHeader', paragraph(text('a|b'))),
              cell('tableHeader', paragraph(text('c'))),
            ],
          },
          {
            type: 'tableRow',
            content: [
              cell('tableCell', paragraph(text('1'), { type: 'hardBreak' }, text('2'))),
              cell('tableCell', paragraph(text('3')), paragraph(text('4'))),
            ],
          },
        ],
      },
    ]),
  ).toBe('| a\\|b | c |\n| --- | --- |\n| 1 2 | 3 4 |\n');
});

test('an unsafe link leaves as its words, an unknown node as what is in it', () => {
  expect(
    richToMarkdown([
      paragraph({
        type: 'text',
        text: 'here',
        marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
      }),
      { type: 'callout', content: [paragraph(text('kept'))] },
    ]),
  ).toBe('here\n\nkept\n');
});
