// What a paste brings in, by the HTML that other programs put on the clipboard.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getSchema } from '@tiptap/core';
import { DOMParser } from '@tiptap/pm/model';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { richToMarkdown } from '../../../../shared/rich-markdown.ts';
import { checkRichText, type RichNode } from '../../../../shared/rich-text.ts';
import { cleanHtml } from './clean-html.ts';
import { muteHtml } from './mute-html.ts';
import { TEXT_EXTENSIONS } from './text-extensions.ts';

const schema = getSchema(TEXT_EXTENSIONS);

function paste(html: string): { nodes: RichNode[]; markdown: string; pictures: number } {
  const page = html.includes('<body') ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(muteHtml(page));
  const { pictures } = cleanHtml(document.body);
  const { content } = DOMParser.fromSchema(schema)
    // A node of linkedom's; the parser reads what both have.
    .parse(document.body as unknown as Node)
    .toJSON() as { content: RichNode[] };
  return { nodes: content, markdown: richToMarkdown(content), pictures };
}

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, 'fixtures', `${name}.clipboard`), 'utf8');

describe('[LI3] a paste holds only what a record may', () => {
  for (const name of ['word', 'google-docs', 'libreoffice', 'web-page']) {
    it(`from ${name}`, () => {
      expect(checkRichText(paste(fixture(name)).nodes)).toEqual([]);
    });
  }
});

it('Word: lists of paragraphs become lists, titles headings, styles marks', () => {
  const { markdown, pictures } = paste(fixture('word'));
  expect(markdown).toBe(`## River watch

Water levels are **measured** every *hour*.

- Gauges
- Phones
  - Android
  - Others
- Paper

1. Measure
2. Warn

### Costs

| Item | Cost |
| --- | --- |
| Gauge | 40 |

See [the plan](https://example.org/plan).
`);
  expect(pictures).toBe(1);
});

it('Google Docs: nothing is bold that only stands in its wrapper', () => {
  const { markdown } = paste(fixture('google-docs'));
  expect(markdown).toBe(`## Open budget

Plain, **bold**, *italic*, ~~gone~~ and [a link](https://example.org/).

1. First
   - Inner
2. Second
`);
});

it('LibreOffice: fonts and colours go, structure stays', () => {
  const { markdown } = paste(fixture('libreoffice'));
  expect(markdown).toBe(`## Annual report

The **budget** of 2025.

- one
- two
`);
});

it('a web page: navigation, scripts and hidden words stay out, headings keep their order', () => {
  const { markdown, pictures } = paste(fixture('web-page'));
  expect(markdown).toBe(`## Title

Hello **world** and a broken link.

### Deeper

> Quoted

\`\`\`
const a = 1;
\`\`\`
`);
  expect(pictures).toBe(1);
});

it('a table that only laid out a page becomes its words', () => {
  expect(paste('<table><tr><td><p>one</p><p>two</p></td></tr></table>').markdown).toBe(
    'one\n\ntwo\n',
  );
});

it('headings are of the levels that are written', () => {
  const levels = (html: string) => paste(html).nodes.map(({ attrs }) => attrs?.level);
  expect(levels('<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6>')).toEqual([2, 3, 4, 4]);
  expect(levels('<h2>b</h2><h3>c</h3>')).toEqual([2, 3]);
});
