// Rich text for reading, drawn from plain nodes as the editor draws it, so that nothing moves when the
// editor takes over. Builds elements of known nodes and marks only.
import { createElement, Fragment, type ReactNode } from 'react';
import { isSafeLink, type RichMark, type RichNode } from '../../../shared/rich-text.ts';
import { toHeadingLevel } from './rich/heading-levels.ts';

interface RichReadingProps {
  nodes: readonly RichNode[];
  /** Shown where nothing is written. */
  placeholder?: string | undefined;
}

/** The nodes as elements. */
export function RichReading({ nodes, placeholder }: RichReadingProps) {
  const [only] = nodes;
  const isEmpty =
    only === undefined ||
    (nodes.length === 1 && only.type === 'paragraph' && only.content === undefined);
  if (isEmpty) {
    return (
      <p className="is-editor-empty" data-placeholder={placeholder}>
        <br />
      </p>
    );
  }
  return createElement(Fragment, null, ...showAll(nodes));
}

const TAGS: Readonly<Record<string, string>> = {
  listItem: 'li',
  tableRow: 'tr',
};

const MARK_TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
};

function showAll(nodes: readonly RichNode[] | undefined): ReactNode[] {
  return (nodes ?? []).map(show);
}

function show(node: RichNode): ReactNode {
  const children = showAll(node.content);
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>(withMark, node.text ?? '');
    case 'hardBreak':
      return <br />;
    case 'horizontalRule':
      return <hr />;
    case 'heading':
      return createElement(
        `h${toHeadingLevel(Number(node.attrs?.level))}`,
        null,
        ...filled(children),
      );
    case 'orderedList': {
      const start = Number(node.attrs?.start);
      return createElement(
        'ol',
        { dir: 'auto', ...(Number.isInteger(start) ? { start } : {}) },
        ...children,
      );
    }
    case 'bulletList':
      return createElement('ul', { dir: 'auto' }, ...children);
    case 'blockquote':
      return createElement('blockquote', { dir: 'auto' }, ...children);
    case 'codeBlock':
      return <pre>{createElement('code', null, ...filled(children))}</pre>;
    case 'table':
      return (
        <div className="tableWrapper">
          <table dir="auto">{createElement('tbody', null, ...children)}</table>
        </div>
      );
    case 'tableHeader':
      return createElement('th', spans(node), ...children);
    case 'tableCell':
      return createElement('td', spans(node), ...children);
    case 'paragraph':
      return createElement('p', null, ...filled(children));
    default: {
      const tag = TAGS[node.type];
      // A node of a later version: its words are shown, its form is not known here.
      return createElement(tag ?? 'div', null, ...children);
    }
  }
}

/** An empty line keeps its height. */
function filled(children: ReactNode[]): ReactNode[] {
  return children.length === 0 ? [<br key="end" />] : children;
}

function spans({ attrs }: RichNode): { colSpan?: number; rowSpan?: number } {
  const { colspan, rowspan } = attrs ?? {};
  return {
    ...(isSpan(colspan) ? { colSpan: colspan } : {}),
    ...(isSpan(rowspan) ? { rowSpan: rowspan } : {}),
  };
}

function isSpan(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 1 && (value as number) <= 500;
}

function withMark(inner: ReactNode, { type, attrs }: RichMark): ReactNode {
  if (type === 'link') {
    return isSafeLink(attrs?.href) ? (
      <a href={attrs?.href as string} target="_blank" rel="noopener noreferrer nofollow">
        {inner}
      </a>
    ) : (
      inner
    );
  }
  const tag = MARK_TAGS[type];
  return tag === undefined ? inner : createElement(tag, null, inner);
}
