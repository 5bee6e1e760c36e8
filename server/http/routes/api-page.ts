// The page that describes the API. Made once per language, from the routes of the running app.
import type { Handler } from 'hono';
import type { Language } from '../../../shared/language-choice.ts';
import { type ApiDocument, renderApiDocs } from '../../pages/api-page.tsx';
import type { Env } from '../context.ts';
import { createLiveSite, languageOf, rememberLanguage } from '../live-site.ts';

/** Answers the page; `describe` gives the OpenAPI document. */
export function apiPage(
  { publicUrl }: { readonly publicUrl: () => string },
  describe: () => ApiDocument,
): Handler<Env> {
  const pages = new Map<Language, string>();
  return (c) => {
    rememberLanguage(c);
    const language = languageOf(c, null);
    let page = pages.get(language);
    if (page === undefined) {
      const site = createLiveSite(c, { publicUrl: publicUrl(), viewer: null, language });
      page = renderApiDocs(describe(), site);
      pages.set(language, page);
    }
    c.header('Vary', 'Accept-Language, Cookie');
    c.header('Cache-Control', 'no-cache');
    return c.html(page);
  };
}
