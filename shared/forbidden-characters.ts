// Which characters no text of people may have: they make text lie about itself.

/** Control characters, bidirectional overrides and isolates; tabs and line breaks are fine. */
const FORBIDDEN_CHARACTERS = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text holds a character that steers how it is read. */
export function hasForbiddenCharacters(text: string): boolean {
  return FORBIDDEN_CHARACTERS.test(text);
}
