// What typed characters turn into: `## ` a heading, `- ` a list, `**words**` bold, an address a link.
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from 'prosemirror-inputrules';
import type { MarkType } from 'prosemirror-model';
import type { Plugin } from 'prosemirror-state';
import { normaliseUrl } from '../../../../shared/normalise.ts';
import { schema, toHeadingLevel } from './schema.ts';

const { nodes, marks } = schema;

/** Words between two delimiters get a mark, and the delimiters go. */
function markRule(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const words = match[2];
    if (words === undefined) return null;
    const from = start + (match[1]?.length ?? 0);
    const opening = match[0].indexOf(words, match[1]?.length ?? 0) - (match[1]?.length ?? 0);
    if (state.doc.rangeHasMark(from, end, marks.code)) return null;
    const { tr } = state;
    const wordsStart = from + opening;
    const wordsEnd = wordsStart + words.length;
    if (wordsEnd < end) tr.delete(wordsEnd, end);
    tr.delete(from, wordsStart);
    return tr.addMark(from, from + words.length, type.create()).removeStoredMark(type);
  });
}

/** An address that ends with a space becomes a link. */
const linkRule = new InputRule(
  /(^|\s)((?:https?:\/\/|www\.)[^\s]*[^\s.,;:!?'"()[\]{}<>])([.,;:!?)\]]*\s)$/,
  (state, match, start, end) => {
    const [, before = '', address = '', behind = ''] = match;
    const href = normaliseUrl(address);
    const from = start + before.length;
    if (href === null || state.doc.rangeHasMark(from, end, marks.link)) return null;
    return state.tr
      .insertText(behind.slice(-1), end)
      .addMark(from, from + address.length, marks.link.create({ href }))
      .removeStoredMark(marks.link);
  },
);

const dividerRule = new InputRule(/^(?:---|—-|___|\*\*\*)$/, (state, _match, start, end) => {
  const { tr } = state;
  const $start = tr.doc.resolve(start);
  if ($start.depth !== 1) return null;
  tr.delete(start, end);
  return tr.insert($start.before(), nodes.horizontalRule.create());
});

/** The rules of every rich text. */
export function writingRules(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({
        level: toHeadingLevel(match[1]?.length ?? 2),
      })),
      textblockTypeInputRule(/^```([\w-]{1,40})?\s$/, nodes.codeBlock, (match) => ({
        language: match[1] ?? null,
      })),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*[-+*]\s$/, nodes.bulletList),
      wrappingInputRule(
        /^(\d{1,5})[.)]\s$/,
        nodes.orderedList,
        (match) => ({ start: Number(match[1]) }),
        (match, node) => node.childCount + Number(node.attrs.start) === Number(match[1]),
      ),
      dividerRule,
      linkRule,
      markRule(/(^|[^*])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/, marks.bold),
      markRule(/(^|[^\w_])__([^\s_](?:[^_]*[^\s_])?)__$/, marks.bold),
      markRule(/(^|[^*])\*([^\s*](?:[^*]*[^\s*])?)\*$/, marks.italic),
      markRule(/(^|[^\w_])_([^\s_](?:[^_]*[^\s_])?)_$/, marks.italic),
      markRule(/(^|[^~])~~([^\s~](?:[^~]*[^\s~])?)~~$/, marks.strike),
      markRule(/(^|[^`])`([^`]+)`$/, marks.code),
    ],
  });
}
