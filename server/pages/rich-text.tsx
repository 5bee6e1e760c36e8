/** @jsxImportSource hono/jsx */
// Shows rich text of a record. Builds elements from known nodes and marks only, so whatever a record
// holds, nothing in it becomes markup of its own.
import { type Child, jsx } from 'hono/jsx';
import { isSafeLink, type RichMark, type RichNode } from '../../shared/rich-text.ts';

interface RichTextProps {
  nodes: readonly RichNode[];
  /** BCP 47, for voices, hyphens and quotation marks. */
  language: string;
  /** Read out where a wide table can be scrolled. */
  tableLabel: string;
  /** The level of the topmost heading. */
  level?: number;
}

/** Deepest nesting that is shown; records hold less, this only ends the recursion. */
const MAX_DEPTH = 32;

/** The nodes as headings, paragraphs, lists and tables. */
export function RichText({ nodes, language, tableLabel, level = 2 }: RichTextProps) {
  const context: Context = { headingShift: level - topHeading(nodes), tableLabel };
  return (
    <div class="rich" lang={language} dir="auto">
      {showAll(nodes, context, 0)}
    </div>
  );
}

interface Context {
  readonly headingShift: number;
  readonly tableLabel: string;
}

function topHeading(nodes: readonly RichNode[]): number {
  const levels = nodes.flatMap((node) => (node.type === 'heading' ? levelOf(node) : []));
  return levels.length === 0 ? 2 : Math.min(...levels);
}

function levelOf({ attrs }: RichNode): number {
  const level = Number(attrs?.level);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : 2;
}

function showAll(nodes: readonly RichNode[] | undefined, context: Context, depth: number): Child {
  if (depth > MAX_DEPTH) return null;
  return <>{(nodes ?? []).map((node) => show(node, context, depth))}</>;
}

function show(node: RichNode, context: Context, depth: number): Child {
  const children = () => showAll(node.content, context, depth + 1);
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<Child>(withMark, node.text ?? '');
    case 'hardBreak':
      return <br />;
    case 'paragraph':
      return node.content === undefined ? null : <p>{children()}</p>;
    case 'heading': {
      const level = Math.min(6, Math.max(2, levelOf(node) + context.headingShift));
      return jsx(`h${level}`, {}, children() as string);
    }
    case 'bulletList':
      return <ul>{children()}</ul>;
    case 'orderedList': {
      const start = Number(node.attrs?.start);
      return (
        <ol start={Number.isInteger(start) && start !== 1 ? start : undefined}>{children()}</ol>
      );
    }
    case 'listItem':
      return <li>{children()}</li>;
    case 'blockquote':
      return <blockquote>{children()}</blockquote>;
    case 'codeBlock':
      return (
        <pre tabindex={0}>
          <code>{children()}</code>
        </pre>
      );
    case 'horizontalRule':
      return <hr />;
    case 'table':
      return (
        <section class="table" aria-label={context.tableLabel} tabindex={0}>
          <table>
            <tbody>{children()}</tbody>
          </table>
        </section>
      );
    case 'tableRow':
      return <tr>{children()}</tr>;
    case 'tableHeader':
      return <th {...spans(node)}>{children()}</th>;
    case 'tableCell':
      return <td {...spans(node)}>{children()}</td>;
    default:
      // A node of a later version: its words are shown, its form is not known here.
      return children();
  }
}

function spans({ attrs }: RichNode): { colspan?: number; rowspan?: number } {
  const span = (value: unknown) =>
    Number.isInteger(value) && value !== 1 ? (value as number) : undefined;
  return { colspan: span(attrs?.colspan), rowspan: span(attrs?.rowspan) };
}

function withMark(inner: Child, mark: RichMark): Child {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>;
    case 'italic':
      return <em>{inner}</em>;
    case 'strike':
      return <s>{inner}</s>;
    case 'underline':
      return <u>{inner}</u>;
    case 'code':
      return <code>{inner}</code>;
    case 'link':
      return isSafeLink(mark.attrs?.href) ? (
        <a href={mark.attrs?.href as string} rel="noopener nofollow ugc">
          {inner}
        </a>
      ) : (
        inner
      );
    default:
      return inner;
  }
}
