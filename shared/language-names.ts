// Languages by name, in a reader's language and in their own. Which of them has a name is the
// platform's knowledge.

/** Names languages in `reader`'s language, as a list writes them; a tag that is none stays as it is. */
export function createLanguageNames(reader: string): (tag: string) => string {
  const names = new Intl.DisplayNames(reader, { type: 'language', fallback: 'code' });
  return (tag) => named(tag, () => capitalise(names.of(tag) ?? tag, reader));
}

/** A language's name in itself: `français` reads best to those who write it. */
export function nameInItself(tag: string): string {
  return named(tag, () => {
    const names = new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' });
    return capitalise(names.of(tag) ?? tag, tag);
  });
}

/** What is no tag, as only an old record or a peer could hold, is shown as it is. */
function named(tag: string, name: () => string): string {
  try {
    return name();
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

function capitalise(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
