// Whether plain words are Markdown: sure signs only, since a wrong guess changes what was pasted. Pure.

const SURE_SIGNS: readonly RegExp[] = [
  /^#{1,6} \S/m,
  /^(```|~~~)/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|/m,
  /\[[^\]\n]+\]\((https?:|mailto:)[^)\s]+\)/,
  /(^|\s)\*\*[^\s*][^*\n]*\*\*/,
  /^> \S/m,
  /^- \[[ x]\] \S/m,
];

const LIST_LINE = /^\s*([-*+]|\d{1,4}[.)]) \S/;

/** Whether `words` say in Markdown what they mean. */
export function looksLikeMarkdown(words: string): boolean {
  if (SURE_SIGNS.some((sign) => sign.test(words))) return true;
  // One line with a dash may be anything; several are a list.
  return words.split('\n').filter((line) => LIST_LINE.test(line)).length >= 2;
}
