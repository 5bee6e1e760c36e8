// Words and characters as a reader counts them, in any script. Each block is counted once and remembered
// for as long as nobody changes it, so a long text costs what changed.
import type { Node } from '@tiptap/pm/model';

/** How much there is. */
export interface WordCount {
  readonly words: number;
  /** As a reader sees them: an accent or a flag is no character of its own. */
  readonly characters: number;
}

const counted = new WeakMap<Node, WordCount>();

/** Counts what lies in a range. */
export function countIn(
  doc: Node,
  { from, to }: { readonly from: number; readonly to: number },
  language: string,
): WordCount {
  let words = 0;
  let characters = 0;
  const segmenters = createSegmenters(language);
  doc.nodesBetween(from, to, (node, at) => {
    if (!node.isTextblock) return true;
    const start = at + 1;
    const isWhole = from <= start && to >= start + node.content.size;
    const count = isWhole
      ? countBlock(node, segmenters)
      : countText(textOf(node, Math.max(0, from - start), to - start), segmenters);
    words += count.words;
    characters += count.characters;
    return false;
  });
  return { words, characters };
}

interface Segmenters {
  readonly word: Intl.Segmenter;
  readonly grapheme: Intl.Segmenter;
}

function createSegmenters(language: string): Segmenters {
  return {
    word: new Intl.Segmenter(language, { granularity: 'word' }),
    grapheme: new Intl.Segmenter(language, { granularity: 'grapheme' }),
  };
}

function countBlock(node: Node, segmenters: Segmenters): WordCount {
  const before = counted.get(node);
  if (before !== undefined) return before;
  const count = countText(textOf(node, 0, node.content.size), segmenters);
  counted.set(node, count);
  return count;
}

function textOf(node: Node, from: number, to: number): string {
  return node.textBetween(from, Math.min(to, node.content.size), undefined, ' ');
}

function countText(text: string, { word, grapheme }: Segmenters): WordCount {
  let words = 0;
  for (const { isWordLike } of word.segment(text)) if (isWordLike) words++;
  // Latin letters and signs alone are one character each, which saves most texts the slow way.
  const characters = /^[\x20-\x7e\u00a0-\u02ff]*$/.test(text)
    ? text.length
    : [...grapheme.segment(text)].length;
  return { words, characters };
}
