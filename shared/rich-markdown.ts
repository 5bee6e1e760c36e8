// Rich text as Markdown: CommonMark with tables and strike-through, what every forge and editor reads.
// Total: nodes it does not know give their words.
import { isSafeLink, type RichMark, type RichNode, richToPlain } from './rich-text.ts';

/** The nodes as Markdown, with a line break at the end; headings `headingShift` levels deeper. */
export function richToMarkdown(nodes: readonly RichNode[], headingShift = 0): string {
  const markdown = writeBlocks(nodes, headingShift);
  return markdown === '' ? '' : `${markdown}\n`;
}

function writeBlocks(nodes: readonly RichNode[], shift: number): string {
  const parts: string[] = [];
  let before: RichNode | null = null;
  for (const node of nodes) {
    const written = writeBlock(node, shift);
    if (written === '') continue;
    // Two lists side by side would be read as one.
    if (before !== null && isList(before) && before.type === node.type) parts.push('<!-- -->');
    parts.push(written);
    before = node;
  }
  return parts.join('\n\n');
}

function isList({ type }: RichNode): boolean {
  return type === 'bulletList' || type === 'orderedList';
}

function writeBlock(node: RichNode, shift: number): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'heading': {
      const level = Math.min(6, Math.max(1, Number(node.attrs?.level ?? 2) + shift));
      const words = writeInline(content).replaceAll(/ *\\\n/g, ' ');
      return words === '' ? '' : `${'#'.repeat(level)} ${words}`;
    }
    case 'bulletList':
      return writeList(content, () => '- ', shift);
    case 'orderedList': {
      const start = Number(node.attrs?.start ?? 1);
      return writeList(content, (index) => `${start + index}. `, shift);
    }
    case 'blockquote':
      return indent(writeBlocks(content, shift), '> ');
    case 'codeBlock':
      return writeCode(node);
    case 'horizontalRule':
      return '---';
    case 'table':
      return writeTable(content);
    case 'paragraph':
      return escapeLineStarts(writeInline(content));
    case 'text':
    case 'hardBreak':
      return writeInline([node]);
    default:
      return writeBlocks(content, shift);
  }
}

function indent(block: string, with_: string): string {
  return block
    .split('\n')
    .map((line) => `${with_}${line}`.trimEnd())
    .join('\n');
}

function writeList(
  items: readonly RichNode[],
  marker: (index: number) => string,
  shift: number,
): string {
  const blocks = items.map((item, index) => {
    const sign = marker(index);
    const [first = '', ...rest] = writeBlocks(item.content ?? [], shift).split('\n');
    const pad = ' '.repeat(sign.length);
    return [`${sign}${first}`.trimEnd(), ...rest.map((line) => `${pad}${line}`.trimEnd())].join(
      '\n',
    );
  });
  const isLoose = items.some(
    ({ content = [] }) => content.filter((child) => !isList(child)).length > 1,
  );
  const tight = isLoose ? blocks : blocks.map((block) => block.replaceAll('\n\n', '\n'));
  return tight.join(isLoose ? '\n\n' : '\n');
}

function writeCode(node: RichNode): string {
  const words = (node.content ?? []).map(({ text }) => text ?? '').join('');
  const longest = Math.max(2, ...[...words.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const language = String(node.attrs?.language ?? '').replaceAll(/[^\w+#.-]/g, '');
  return `${fence}${language}\n${words}\n${fence}`;
}

function writeTable(rows: readonly RichNode[]): string {
  const cells = rows.map(({ content = [] }) =>
    content.map((one) =>
      // A cell of a Markdown table is one line.
      (one.content ?? [])
        .map((block) =>
          block.type === 'paragraph' || block.type === 'heading'
            ? writeInline(block.content ?? [])
            : escapeText(richToPlain([block])),
        )
        .filter((words) => words !== '')
        .join(' ')
        .replaceAll(/\s*\\?\n\s*/g, ' ')
        .replaceAll('|', '\\|'),
    ),
  );
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (width === 0) return '';
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: width }, (_cell, index) => row[index] ?? '').join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

/** Marks from the outside in: a link holds emphasis, emphasis holds code. */
const ORDER = ['link', 'bold', 'italic', 'strike', 'underline', 'code'];

interface Run {
  readonly text: string;
  readonly marks: readonly RichMark[];
}

function writeInline(nodes: readonly RichNode[]): string {
  const runs: Run[] = nodes.map((node) =>
    node.type === 'hardBreak'
      ? { text: '\n', marks: [] }
      : {
          text: node.text ?? richToPlain([node]),
          marks: ORDER.flatMap((type) => node.marks?.filter((mark) => mark.type === type) ?? []),
        },
  );
  return writeRuns(runs, 0).replaceAll('\n', '\\\n').trim();
}

/** Runs that share their outermost mark are written inside one pair of signs. */
function writeRuns(runs: readonly Run[], depth: number): string {
  let written = '';
  for (let index = 0; index < runs.length; ) {
    const run = runs[index];
    if (run === undefined) break;
    const mark = run.marks[depth];
    if (mark === undefined) {
      written += run.text === '\n' ? '\n' : escapeText(run.text);
      index++;
      continue;
    }
    let end = index + 1;
    while (end < runs.length && isSameMark(runs[end]?.marks[depth], mark)) end++;
    written += writeMarked(runs.slice(index, end), mark, depth);
    index = end;
  }
  return written;
}

function isSameMark(one: RichMark | undefined, other: RichMark): boolean {
  return one?.type === other.type && one.attrs?.href === other.attrs?.href;
}

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' };

function writeMarked(runs: readonly Run[], mark: RichMark, depth: number): string {
  if (mark.type === 'code') {
    const words = runs.map(({ text }) => text).join('');
    const longest = Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
    const sign = '`'.repeat(longest + 1);
    const pad = /^`|`$/.test(words) ? ' ' : '';
    return `${sign}${pad}${words}${pad}${sign}`;
  }
  const inner = writeRuns(runs, depth + 1);
  if (mark.type === 'link') {
    const { href } = mark.attrs ?? {};
    return isSafeLink(href) ? `[${inner}](${escapeAddress(String(href))})` : inner;
  }
  const sign = SIGNS[mark.type];
  // Markdown has no sign for underlined words.
  if (sign === undefined) return inner;
  // A sign next to a space is only a sign.
  const [, before = '', words = '', behind = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  return words === '' ? inner : `${before}${sign}${words}${sign}${behind}`;
}

function escapeAddress(href: string): string {
  return href.replaceAll(/[()\s<>]/g, (sign) => encodeURIComponent(sign).replace(/^[()]$/, hexOf));
}

function hexOf(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~]/g, '\\$&').replaceAll(/&(?=#?\w+;)/g, '\\&');
}

/** What only means something at the beginning of a line. */
function escapeLineStarts(paragraph: string): string {
  return paragraph
    .split('\n')
    .map((line) =>
      line
        .replace(/^(\s*)(#{1,6}\s|[-+](?:\s|$)|=+\s*$|-{3,}\s*$|\|)/, '$1\\$2')
        .replace(/^(\s*\d{1,9})([.)](?:\s|$))/, '$1\\$2'),
    )
    .join('\n');
}
