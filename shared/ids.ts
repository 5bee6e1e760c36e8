// Identifiers: what they look like and how a new one is made. Knows nothing of what they name.

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Characters of an id; 20 × 5 bits = 100 bits of chance. */
const ID_LENGTH = 20;

const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{20}$/;

/** Join codes leave out letters and digits that are misread aloud or on paper (0/O, 1/I/L, U/V, 5/S, 2/Z, 8/B). */
const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTWXY';

/** Characters of a join code; 23^6 is about 148 million. */
export const CODE_LENGTH = 6;

/** A new random id: 20 characters of Crockford's base 32. */
export function createId(): string {
  return randomText(ALPHABET, ID_LENGTH);
}

/** Whether `value` could be an id we made; anything else is not found before storage is asked (AC6). */
export function isId(value: string): boolean {
  return ID_PATTERN.test(value);
}

/** A new join code such as `K7M4QX`. */
export function createJoinCode(): string {
  return randomText(CODE_ALPHABET, CODE_LENGTH);
}

/** What a person typed as a code, without spaces, dashes and case. */
export function normaliseJoinCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** A secret of 256 bits, URL-safe, for cookies and links. */
export function createSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function randomText(alphabet: string, length: number): string {
  // Bytes past the last whole multiple are thrown away, or the first letters would come up more often.
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
