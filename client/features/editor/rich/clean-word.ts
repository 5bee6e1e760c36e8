// Word writes a list as paragraphs that say in their style which list and which level they belong to,
// with the bullet as words. This makes lists of them. Changes the given tree.
import { STYLE } from './mute-html.ts';

/** Turns Word's paragraphs into what they mean. */
export function cleanWord(body: Element): void {
  for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
  for (const quote of body.querySelectorAll('p.MsoQuote,p.MsoIntenseQuote')) {
    const block = rename(quote, 'blockquote');
    const words = block.ownerDocument.createElement('p');
    words.append(...block.childNodes);
    block.append(words);
  }
  for (const first of [...body.querySelectorAll('p,div,h1,h2,h3,h4,h5,h6')]) {
    // Made part of a list by an earlier one.
    if (first.parentElement === null || !isListItem(first) || first.closest('li') !== null)
      continue;
    makeList(first);
  }
  // Word's own elements (`o:p`, `w:sdt`) hold words as well; the words stay.
  for (const element of [...body.querySelectorAll('*')]) {
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  }
}

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

const LIST_STYLE = /mso-list:\s*(l\d+)\s+level(\d)/i;

function isListItem(element: Element): boolean {
  return LIST_STYLE.test(element.getAttribute(STYLE) ?? '');
}

interface Level {
  readonly list: Element;
  readonly depth: number;
}

/** Takes `first` and the list paragraphs right behind it into one tree of lists. */
function makeList(first: Element): void {
  const { ownerDocument } = first;
  const place = ownerDocument.createElement('div');
  first.before(place);
  const levels: Level[] = [];
  let item: Element | null = first;
  while (item !== null && isListItem(item)) {
    const paragraph: Element = item;
    item = paragraph.nextElementSibling;
    const depth = Number(LIST_STYLE.exec(paragraph.getAttribute(STYLE) ?? '')?.[2] ?? 1);
    const marker = takeMarker(paragraph);
    while (levels.length > 1 && (levels.at(-1)?.depth ?? 0) > depth) levels.pop();
    let current = levels.at(-1);
    if (current === undefined || current.depth < depth) {
      const list = ownerDocument.createElement(isNumber(marker) ? 'ol' : 'ul');
      const start = Number.parseInt(marker, 10);
      if (isNumber(marker) && start > 1) list.setAttribute('start', String(start));
      (current?.list.lastElementChild ?? place).append(list);
      current = { list, depth };
      levels.push(current);
    }
    const entry = ownerDocument.createElement('li');
    const words = ownerDocument.createElement('p');
    words.append(...paragraph.childNodes);
    entry.append(words);
    current.list.append(entry);
    paragraph.remove();
  }
  place.replaceWith(...place.childNodes);
}

/** Removes the bullet or number Word wrote out, and says what it was. */
function takeMarker(paragraph: Element): string {
  for (const span of paragraph.querySelectorAll('span')) {
    if (!/mso-list:\s*ignore/i.test(span.getAttribute(STYLE) ?? '')) continue;
    const marker = (span.textContent ?? '').replaceAll('\u00a0', ' ').trim();
    span.remove();
    return marker;
  }
  return '';
}

/** `1.`, `2)`, `a.`, `iv)`; a bullet is a sign, or an `o` in a font for signs. */
function isNumber(marker: string): boolean {
  return /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.test(marker);
}
