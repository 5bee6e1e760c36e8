// Shows rich text of a record. Builds React elements from known nodes and marks only, so whatever a
// record holds, nothing in it becomes markup of its own.
import { createElement, Fragment, type ReactNode } from 'react';
import { isSafeLink, type RichMark, type RichNode } from '../../../shared/rich-text.ts';
import classes from './RichText.module.css';

interface RichTextProps {
  nodes: readonly RichNode[];
  /** BCP 47, for voices, hyphens and quotation marks. */
  language: string;
  /** Read out where a wide table can be scrolled. */
  tableLabel: string;
}

/** Deepest nesting that is shown; records hold less, this only ends the recursion. */
const MAX_DEPTH = 32;

/** The nodes as headings, paragraphs, lists and tables, headings beginning at level 2. */
export function RichText({ nodes, language, tableLabel }: RichTextProps) {
  const context: Context = { headingShift: 2 - topHeading(nodes), tableLabel };
  return (
    <div className={classes.text} lang={language} dir="auto">
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

/** Children as arguments instead of a list: a frozen text never reorders, so it needs no keys. */
function showAll(
  nodes: readonly RichNode[] | undefined,
  context: Context,
  depth: number,
): ReactNode {
  if (depth > MAX_DEPTH) return null;
  return createElement(Fragment, null, ...(nodes ?? []).map((node) => show(node, context, depth)));
}

function show(node: RichNode, context: Context, depth: number): ReactNode {
  const children = () => showAll(node.content, context, depth + 1);
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(withMark, node.text ?? '');
    case 'hardBreak':
      return <br />;
    case 'paragraph':
      return node.content === undefined ? null : <p>{children()}</p>;
    case 'heading': {
      const level = Math.min(6, Math.max(2, levelOf(node) + context.headingShift));
      return createElement(`h${level}`, null, children());
    }
    case 'bulletList':
      return <ul>{children()}</ul>;
    case 'orderedList': {
      const start = Number(node.attrs?.start);
      return <ol start={Number.isInteger(start) ? start : 1}>{children()}</ol>;
    }
    case 'listItem':
      return <li>{children()}</li>;
    case 'blockquote':
      return <blockquote>{children()}</blockquote>;
    case 'codeBlock':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <pre tabIndex={0}>
          <code>{children()}</code>
        </pre>
      );
    case 'horizontalRule':
      return <hr />;
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <section className={classes.table} aria-label={context.tableLabel} tabIndex={0}>
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

function spans({ attrs }: RichNode): { colSpan?: number; rowSpan?: number } {
  const span = (value: unknown) => (Number.isInteger(value) ? (value as number) : undefined);
  return { colSpan: span(attrs?.colspan), rowSpan: span(attrs?.rowspan) };
}

function withMark(inner: ReactNode, mark: RichMark): ReactNode {
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
