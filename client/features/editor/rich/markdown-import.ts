// Markdown as rich text. Loaded when somebody pastes or opens some; knows no editor.
import { lexer, type Token, type Tokens } from 'marked';
import { normaliseUrl } from '../../../../shared/normalise.ts';
import { isSafeLink, type RichMark, type RichNode } from '../../../../shared/rich-text.ts';
import { toHeadingLevel } from './heading-levels.ts';

/** Reads Markdown (CommonMark with tables and strike-through). HTML in it is read as words. */
export function readMarkdown(markdown: string): RichNode[] {
  // Notes some programs keep at the top of a file.
  const words = markdown.replace(/^\ufeff?---\r?\n[\s\S]*?\r?\n---\r?\n/, '');
  const tokens = lexer(words, { gfm: true });
  const hasTitle = tokens.some((token) => token.type === 'heading' && token.depth === 1);
  return readBlocks(tokens, hasTitle ? 1 : 0);
}

function readBlocks(tokens: readonly Token[], shift: number): RichNode[] {
  return tokens.flatMap((token) => readBlock(token, shift));
}

function readBlock(token: Token, shift: number): RichNode[] {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      return [
        {
          type: 'heading',
          attrs: { level: toHeadingLevel(depth + shift) },
          content: readInline(tokens, []),
        },
      ];
    }
    case 'paragraph':
      return paragraph(readInline((token as Tokens.Paragraph).tokens, []));
    case 'text': {
      const { tokens, text } = token as Tokens.Text;
      return paragraph(tokens === undefined ? plain(text, []) : readInline(tokens, []));
    }
    case 'blockquote':
      return wrap('blockquote', readBlocks((token as Tokens.Blockquote).tokens, shift));
    case 'list':
      return [readList(token as Tokens.List, shift)];
    case 'code': {
      const { text, lang } = token as Tokens.Code;
      return [
        {
          type: 'codeBlock',
          attrs: { language: lang?.split(/\s/)[0]?.slice(0, 40) || null },
          ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
        },
      ];
    }
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'table':
      return [readTable(token as Tokens.Table)];
    case 'html': {
      const words = withoutTags((token as Tokens.HTML).text);
      return words === '' ? [] : paragraph(plain(words, []));
    }
    default:
      return [];
  }
}

function paragraph(content: RichNode[]): RichNode[] {
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}

function wrap(type: string, content: RichNode[]): RichNode[] {
  return content.length === 0 ? [] : [{ type, content }];
}

function readList({ ordered, start, items }: Tokens.List, shift: number): RichNode {
  return {
    type: ordered ? 'orderedList' : 'bulletList',
    ...(ordered ? { attrs: { start: Number(start) || 1 } } : {}),
    content: items.map(({ tokens, task, checked }): RichNode => {
      const blocks = readBlocks(
        tokens.filter(({ type }) => type !== 'checkbox'),
        shift,
      );
      const first = blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks];
      const box: RichNode = { type: 'text', text: checked ? '☑ ' : '☐ ' };
      return {
        type: 'listItem',
        content: task
          ? first.map((block, index) =>
              index === 0 ? { ...block, content: [box, ...(block.content ?? [])] } : block,
            )
          : first,
      };
    }),
  };
}

function readTable({ header, rows }: Tokens.Table): RichNode {
  const row = (cells: readonly Tokens.TableCell[], type: string): RichNode => ({
    type: 'tableRow',
    content: cells.map(({ tokens }) => {
      const content = readInline(tokens, []);
      return {
        type,
        content: [content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content }],
      };
    }),
  });
  return {
    type: 'table',
    content: [row(header, 'tableHeader'), ...rows.map((cells) => row(cells, 'tableCell'))],
  };
}

function readInline(tokens: readonly Token[], marks: readonly RichMark[]): RichNode[] {
  return tokens.flatMap((token): RichNode[] => {
    switch (token.type) {
      case 'strong':
        return readInline((token as Tokens.Strong).tokens, [...marks, { type: 'bold' }]);
      case 'em':
        return readInline((token as Tokens.Em).tokens, [...marks, { type: 'italic' }]);
      case 'del':
        return readInline((token as Tokens.Del).tokens, [...marks, { type: 'strike' }]);
      case 'codespan':
        return [{ type: 'text', text: (token as Tokens.Codespan).text, marks: [{ type: 'code' }] }];
      case 'br':
        return [{ type: 'hardBreak' }];
      case 'link': {
        const { href, tokens: inner } = token as Tokens.Link;
        const safe = href.startsWith('mailto:') ? href : normaliseUrl(href);
        return readInline(
          inner,
          safe !== null && isSafeLink(safe)
            ? [...marks, { type: 'link', attrs: { href: safe } }]
            : marks,
        );
      }
      // A picture cannot stand in a text; what it is called can.
      case 'image':
        return plain((token as Tokens.Image).text, marks);
      case 'html':
        return /^<br\s*\/?>$/i.test(token.raw) ? [{ type: 'hardBreak' }] : [];
      case 'text': {
        const { tokens: inner, text } = token as Tokens.Text;
        return inner === undefined ? plain(text, marks) : readInline(inner, marks);
      }
      case 'escape':
        return plain((token as Tokens.Escape).text, marks);
      default:
        return plain(token.raw, marks);
    }
  });
}

/** A line break in the source is a space. */
function plain(words: string, marks: readonly RichMark[]): RichNode[] {
  const text = readEntities(words).replaceAll(/\s*\n\s*/g, ' ');
  if (text === '') return [];
  return [marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks }];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function readEntities(words: string): string {
  return words.replaceAll(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .trim();
}
