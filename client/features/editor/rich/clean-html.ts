// HTML from another program, made into HTML the schema can read: Word's lists become lists, styles
// become tags, pictures and rubbish go. Changes the given tree; needs a parsed document, not a page.
import { cleanWord } from './clean-word.ts';
import { toHeadingLevel } from './heading-levels.ts';
import { STYLE } from './mute-html.ts';

/** What was found and left out. */
interface Cleaned {
  readonly pictures: number;
}

const RUBBISH =
  'script,style,meta,link,title,template,iframe,object,embed,svg,math,canvas,audio,video,button,input,select,textarea,noscript,colgroup';

const BLOCKS =
  'p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,dl,dt,dd,blockquote,pre,table,thead,tbody,tfoot,tr,td,th,hr,section,article,header,footer,main,aside,nav,figure,figcaption,address,details,summary';

/** Tags whose styles say what the tag does not. */
const STYLED = 'span,font,p,b,strong,i,em,a,u,s,li,td,th,div,h1,h2,h3,h4,h5,h6';

/** Cleans everything in `body`, parsed from muted HTML. */
export function cleanHtml(body: Element): Cleaned {
  removeComments(body);
  cleanWord(body);
  for (const element of select(body, RUBBISH)) element.remove();
  const pictures = select(body, 'img,picture');
  for (const picture of pictures) picture.remove();
  for (const element of select(body, `[${STYLE}]`)) {
    if (/(display:\s*none|mso-hide:\s*all|visibility:\s*hidden)/i.test(styleOf(element))) {
      element.remove();
    }
  }
  unwrapNormalBold(body);
  for (const element of select(body, STYLED)) stylesToTags(element);
  for (const link of select(body, 'a[href*="google.com/url?"]')) unwrapRedirect(link);
  settleHeadings(body);
  settleTables(body);
  dropEmptyBlocks(body);
  for (const element of select(body, '*')) keepAttributes(element);
  return { pictures: pictures.filter(({ localName }) => localName === 'img').length };
}

function select(root: Element, selector: string): Element[] {
  return [...root.querySelectorAll(selector)];
}

function styleOf(element: Element): string {
  return element.getAttribute(STYLE) ?? '';
}

function removeComments(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === 8) node.parentNode?.removeChild(node);
    else removeComments(node);
  }
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Google Docs puts the whole clipboard into a `<b>` that is not bold. */
function unwrapNormalBold(body: Element): void {
  for (const element of select(body, 'b[id^="docs-internal-guid"],b,strong')) {
    if (/(?:^|;)\s*font-weight:\s*(normal|[1-4]00)/i.test(styleOf(element))) unwrap(element);
  }
}

const STYLE_TAGS: readonly (readonly [tag: string, style: RegExp])[] = [
  ['strong', /(?:^|;)\s*font-weight:\s*(bold|bolder|[6-9]00)/i],
  ['em', /(?:^|;)\s*font-style:\s*(italic|oblique)/i],
  ['s', /(?:^|;)\s*text-decoration[^;]*:[^;]*line-through/i],
  ['u', /(?:^|;)\s*text-decoration[^;]*:[^;]*underline/i],
];

function stylesToTags(element: Element): void {
  const style = styleOf(element);
  if (style === '') return;
  const isHeading = element.closest('h1,h2,h3,h4,h5,h6,th') !== null;
  const isLink = element.closest('a') !== null || element.querySelector('a') !== null;
  for (const [tag, pattern] of STYLE_TAGS) {
    if (!pattern.test(style) || (tag === 'strong' && isHeading) || (tag === 'u' && isLink))
      continue;
    if (element.querySelector(BLOCKS) !== null || element.closest(tag) !== null) continue;
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
}

function unwrapRedirect(link: Element): void {
  const href = link.getAttribute('href') ?? '';
  const target = URL.canParse(href) ? new URL(href).searchParams.get('q') : null;
  if (target !== null && /^https?:/.test(target)) link.setAttribute('href', target);
}

/** The highest heading becomes level 2, the page's own title being 1; none is deeper than 4. */
function settleHeadings(body: Element): void {
  const shift = body.querySelector('h1') === null ? 0 : 1;
  for (const heading of select(body, 'h1,h2,h3,h4,h5,h6')) {
    const isInside = heading.closest('li,td,th') !== null;
    const level = toHeadingLevel(Number(heading.localName.slice(1)) + shift);
    const settled = heading.ownerDocument.createElement(isInside ? 'p' : `h${level}`);
    settled.append(...heading.childNodes);
    heading.replaceWith(settled);
    // The tag says it: bold in a heading is only what the other program drew.
    for (const bold of isInside ? [] : select(settled, 'b,strong')) unwrap(bold);
  }
}

function settleTables(body: Element): void {
  for (const bold of select(body, 'th b,th strong')) unwrap(bold);
  for (const caption of select(body, 'caption')) {
    const words = caption.ownerDocument.createElement('p');
    words.append(...caption.childNodes);
    const table = caption.closest('table');
    caption.remove();
    table?.before(words);
  }
  for (const table of select(body, 'table')) {
    const cells = select(table, 'td,th');
    // A table in a table, or of a single cell, is only how somebody laid out a page.
    if (table.parentElement?.closest('table') == null && cells.length > 1) continue;
    const words = cells.flatMap((cell) => [...cell.childNodes]);
    const block = table.ownerDocument.createElement('div');
    block.append(...words);
    table.replaceWith(block);
  }
}

function dropEmptyBlocks(body: Element): void {
  for (const breaking of select(body, 'br')) {
    const { parentElement } = breaking;
    const isAlone = parentElement?.children.length === 1 && words(parentElement) === '';
    const isBetweenBlocks =
      parentElement !== null && [...parentElement.children].some((one) => one.matches(BLOCKS));
    if (isAlone || isBetweenBlocks || breaking.className === 'Apple-interchange-newline') {
      breaking.remove();
    }
  }
  for (const block of select(body, 'p,div,h1,h2,h3,h4,h5,h6,li,ul,ol,blockquote').reverse()) {
    if (
      block.closest('td,th') === null &&
      words(block) === '' &&
      !block.querySelector('hr,table')
    ) {
      block.remove();
    }
  }
}

function words(element: Element): string {
  return (element.textContent ?? '').replaceAll('\u00a0', ' ').trim();
}

const KEPT = new Set(['href', 'colspan', 'rowspan', 'start']);

function keepAttributes(element: Element): void {
  for (const { name } of [...element.attributes]) {
    if (!KEPT.has(name)) element.removeAttribute(name);
  }
}
