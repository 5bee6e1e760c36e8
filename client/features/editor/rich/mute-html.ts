// HTML made harmless before it is parsed: a page's policy speaks up at every style and handler in it,
// even in a tree nobody sees. Pure.

/** What a style is called while it is only read. */
export const STYLE = 'data-style';

/** The same HTML without handlers, its styles under the name `STYLE`. */
export function muteHtml(html: string): string {
  return html.replaceAll(/<[a-z][^>]*>/gi, (tag) =>
    tag
      .replaceAll(/([\s"'])style\s*=/gi, `$1${STYLE}=`)
      .replaceAll(/([\s"'])on\w+\s*=/gi, '$1data-on='),
  );
}
