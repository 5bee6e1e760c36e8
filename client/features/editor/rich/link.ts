// Links as a Tiptap mark: only safe addresses are ever drawn, whatever a peer wrote. Typed and pasted
// addresses become links.
import { getMarkRange, InputRule, Mark, PasteRule } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { normaliseUrl } from '../../../../shared/normalise.ts';
import { isSafeLink } from '../../../../shared/rich-text.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    link: {
      /** Makes the selection, the link at the caret, or else the address itself, a link. */
      setLink(href: string): ReturnType;
      /** Makes a link plain words again. */
      removeLink(): ReturnType;
    };
  }
}

const ADDRESS = String.raw`(?:https?:\/\/|www\.)[^\s]*[^\s.,;:!?'"()[\]{}<>]`;

/** The mark, with its commands and rules. */
export const Link = Mark.create({
  name: 'link',
  // Outside of all others, so that a link of bold and plain words is one.
  priority: 1000,
  keepOnSplit: false,
  inclusive: false,
  addAttributes() {
    const unread = { default: null, rendered: false, parseHTML: () => null };
    return {
      href: { default: null, rendered: false },
      target: unread,
      rel: unread,
      class: unread,
      title: unread,
    };
  },
  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => (isSafeLink(element.getAttribute('href')) ? null : false),
      },
    ];
  },
  renderHTML({ mark }) {
    const href: unknown = mark.attrs.href;
    return [
      'a',
      {
        ...(isSafeLink(href) ? { href } : {}),
        target: '_blank',
        rel: 'noopener noreferrer nofollow',
      },
      0,
    ];
  },
  addCommands() {
    const { type } = this;
    return {
      setLink:
        (href) =>
        ({ state, tr, dispatch }) => {
          if (dispatch === undefined) return true;
          const mark = type.create({ href });
          const existing = linkAt(state);
          if (state.selection.empty && existing === null) {
            tr.replaceSelectionWith(state.schema.text(href, [mark]), false);
          } else {
            const { from, to } = existing ?? state.selection;
            tr.removeMark(from, to, type).addMark(from, to, mark);
          }
          tr.removeStoredMark(type).scrollIntoView();
          return true;
        },
      removeLink:
        () =>
        ({ state, tr, dispatch }) => {
          const link = linkAt(state);
          if (link === null) return false;
          if (dispatch !== undefined) tr.removeMark(link.from, link.to, type);
          return true;
        },
    };
  },
  addInputRules() {
    const { type } = this;
    return [
      // An address that ends with a space.
      new InputRule({
        find: new RegExp(String.raw`(^|\s)(${ADDRESS})([.,;:!?)\]]*\s)$`),
        handler: ({ state, range, match }) => {
          const [, before = '', address = '', behind = ''] = match;
          const href = normaliseUrl(address);
          const from = range.from + before.length;
          if (href === null || state.doc.rangeHasMark(from, range.to, type)) return null;
          state.tr
            .insertText(behind.slice(-1), range.to)
            .addMark(from, from + address.length, type.create({ href }))
            .removeStoredMark(type);
        },
      }),
    ];
  },
  addPasteRules() {
    const { type } = this;
    return [
      new PasteRule({
        find: new RegExp(ADDRESS, 'g'),
        handler: ({ state, range: { from, to }, match }) => {
          const href = normaliseUrl(match[0]);
          if (href === null || state.doc.rangeHasMark(from, to, type)) return null;
          if (!state.doc.resolve(from).parent.type.allowsMarkType(type)) return null;
          state.tr.addMark(from, to, type.create({ href })).removeStoredMark(type);
        },
      }),
    ];
  },
});

/** The link around the caret or through the selection, with the range it covers. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, from, to, empty } = state.selection;
  const { link } = state.schema.marks;
  if (link === undefined) return null;
  let href: string | null = null;
  if (!empty) {
    state.doc.nodesBetween(from, to, ({ marks }) => {
      href ??= addressOf(link.isInSet(marks));
    });
    return href === null ? null : { from, to, href };
  }
  const range = getMarkRange($from, link);
  if (range === undefined) return null;
  href = addressOf(link.isInSet(state.doc.resolve(range.from).nodeAfter?.marks ?? []));
  return href === null ? null : { ...range, href };
}

function addressOf(mark: { readonly attrs: Readonly<Record<string, unknown>> } | undefined) {
  return mark === undefined ? null : String(mark.attrs.href ?? '');
}
