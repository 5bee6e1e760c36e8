// What of a record's rich text reaches a page.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RichNode } from '../../../shared/rich-text.ts';
import { RichText } from './RichText.tsx';

const render = (...nodes: RichNode[]) =>
  renderToStaticMarkup(<RichText nodes={nodes} language="en" tableLabel="Table" />);
const text = (words: string, ...marks: RichNode['marks'] & object): RichNode => ({
  type: 'text',
  text: words,
  marks,
});
const paragraph = (...content: RichNode[]): RichNode => ({ type: 'paragraph', content });

describe('rich text of a record', () => {
  it('[LI3] never becomes markup', () => {
    const html = render(paragraph(text('<img src=x onerror=alert(1)>')));
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
  });

  it('[LI3] links nowhere but to the web and to mail', () => {
    const link = (href: string) => paragraph(text('here', { type: 'link', attrs: { href } }));
    expect(render(link('javascript:alert(1)'))).not.toContain('<a');
    expect(render(link('data:text/html,x'))).not.toContain('<a');
    expect(render(link('https://example.org/'))).toContain('<a href="https://example.org/"');
  });

  it('begins headings at level 2 and keeps their order', () => {
    const heading = (level: number, words: string): RichNode => ({
      type: 'heading',
      attrs: { level },
      content: [text(words)],
    });
    expect(render(heading(1, 'One'), heading(2, 'Two'))).toContain('<h2>One</h2><h3>Two</h3>');
    expect(render(heading(3, 'Three'))).toContain('<h2>Three</h2>');
  });

  it('shows the words of a node it does not know', () => {
    const html = render({ type: 'marquee', attrs: { onclick: 'x' }, content: [text('Words')] });
    expect(html).toContain('Words');
    expect(html).not.toContain('onclick');
  });

  it('keeps lists, tables and marks', () => {
    const html = render(
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('Item'))] }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', attrs: { colspan: 2 }, content: [paragraph(text('H'))] },
            ],
          },
        ],
      },
      paragraph(text('loud', { type: 'bold' }, { type: 'italic' })),
    );
    expect(html).toContain('<ul><li><p>Item</p></li></ul>');
    expect(html).toContain('<th colSpan="2"><p>H</p></th>');
    expect(html).toContain('<em><strong>loud</strong></em>');
  });
});
