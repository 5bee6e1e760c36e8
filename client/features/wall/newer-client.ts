// Whether the server has a newer client than the one that hangs here for days. Knows no screen.

/** The address of a page's first module; `null` when it has none. */
export function firstModuleOf(page: string): string | null {
  const tags = page.match(/<script\b[^>]*>/g) ?? [];
  const tag = tags.find((one) => /\btype="module"/.test(one) && /\bsrc="/.test(one));
  return tag === undefined ? null : (/\bsrc="([^"]+)"/.exec(tag)?.[1] ?? null);
}

/** Asks for this page again: the first module of a newer client; `null` when there is none. */
export async function findNewerClient(): Promise<string | null> {
  const running = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  if (running == null) return null;
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', credentials: 'omit' });
    if (!answer.ok) return null;
    const offered = firstModuleOf(await answer.text());
    return offered === running ? null : offered;
  } catch (error) {
    // The line is down, which the wall says by itself; asked again later.
    console.info('No newer client could be looked for.', error);
    return null;
  }
}
